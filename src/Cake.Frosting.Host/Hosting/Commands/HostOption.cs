namespace Cake.Frosting.Hosting.Commands;

/// <summary>An option that is the host's own.</summary>
internal enum HostOption
{
    /// <summary>None of these: the project's.</summary>
    None,
    Target,
    Working,
    Verbosity,
    Exclusive,
    Description,
    Tree,
    DryRun,
    Version,
    Info,
    Help,
}
