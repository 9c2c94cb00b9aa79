namespace Cake.Frosting.Hosting.Commands;

/// <summary>What the command line asks the host to do.</summary>
internal enum HostCommand
{
    Run,
    DryRun,
    Tree,
    Description,
    Help,
    Version,
    Info,
}
