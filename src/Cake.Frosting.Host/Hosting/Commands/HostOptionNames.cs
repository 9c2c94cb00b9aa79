namespace Cake.Frosting.Hosting.Commands;

/// <summary>How the host's own options are spelled.</summary>
internal static class HostOptionNames
{
    /// <param name="text">The word as it was typed.</param>
    /// <param name="name">The name in it.</param>
    public static HostOption Find(string text, string name) =>
        text.StartsWith("--", StringComparison.Ordinal) ? FindLong(name) : FindShort(name);

    public static string Example(HostOption option) =>
        option switch
        {
            HostOption.Target => "--target Default",
            HostOption.Working => "--working ..",
            _ => "--verbosity normal",
        };

    private static HostOption FindLong(string name) =>
        name.ToLowerInvariant() switch
        {
            "target" => HostOption.Target,
            "working" => HostOption.Working,
            "verbosity" => HostOption.Verbosity,
            "exclusive" => HostOption.Exclusive,
            "description" or "descriptions" or "showdescription" or "showdescriptions" => HostOption.Description,
            "tree" or "showtree" => HostOption.Tree,
            "dryrun" or "noop" or "whatif" => HostOption.DryRun,
            "version" or "ver" => HostOption.Version,
            "info" => HostOption.Info,
            "help" => HostOption.Help,
            _ => HostOption.None,
        };

    private static HostOption FindShort(string name) =>
        name switch
        {
            "t" => HostOption.Target,
            "w" => HostOption.Working,
            "v" => HostOption.Verbosity,
            "e" => HostOption.Exclusive,
            "h" => HostOption.Help,
            _ => HostOption.None,
        };
}
