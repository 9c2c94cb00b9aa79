namespace Refigure.Environments;

/// <summary>Makes one sentence of what a tool said when it failed: pip, uv, venv, conda, docker, tar.</summary>
internal static class ToolFailure
{
    private const int LongestQuote = 300;
    private const string NotHere = "a package is not there, or not for this Python and platform";
    private const string NoNetwork = "there is no network; where there is none, name a folder with --wheelhouse";
    private const string FullDisk = "the disk is full: make room, or name another folder with --store";

    private static readonly (string Text, string Meaning)[] Known =
    [
        ("THESE PACKAGES DO NOT MATCH THE HASHES", "a package is not the one that the lock names"),
        ("Hash mismatch for", "a package is not the one that the lock names"),
        ("is not a supported wheel on this platform", "a wheel is for another Python or platform"),
        ("No space left on device", FullDisk),
        ("ENOSPC", FullDisk),
        ("Disk quota exceeded", FullDisk),
        (
            "ensurepip is not available",
            "this Python cannot make environments: install its package python3-venv, or name another one with --python"
        ),
        ("Temporary failure in name resolution", NoNetwork),
        ("Name or service not known", NoNetwork),
        ("Network is unreachable", NoNetwork),
        (
            "Connection refused",
            "the package index does not answer; where there is none, name a folder with --wheelhouse"
        ),
        (
            "Cannot connect to the Docker daemon",
            "the service of Docker does not run: start it, or use podman or Apptainer"
        ),
        ("permission denied while trying to connect", "this user may not use Docker: join its group, or use podman"),
        ("manifest unknown", "the registry has no image of that digest"),
        ("No matching distribution found for", NotHere),
        ("Could not find a version that satisfies", NotHere),
        ("No solution found when resolving", NotHere),
    ];

    /// <summary>The error.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="tool">The program that failed.</param>
    /// <param name="exitCode">How it ended.</param>
    /// <param name="lines">What it said.</param>
    /// <param name="log">Where all of it is kept.</param>
    public static UserErrorException Explain(
        string environment,
        string tool,
        int exitCode,
        IReadOnlyList<string> lines,
        string log
    )
    {
        var meaning = Known
            .Where(k => lines.Any(l => l.Contains(k.Text, StringComparison.Ordinal)))
            .Select(k => k.Meaning)
            .FirstOrDefault();
        var said =
            lines.LastOrDefault(l => l.Contains("No matching distribution", StringComparison.Ordinal))
            ?? lines.LastOrDefault(l => l.StartsWith("ERROR", StringComparison.OrdinalIgnoreCase))
            ?? lines.LastOrDefault(l => l.Trim().Length > 0)
            ?? "nothing";
        return new UserErrorException(
            $"{environment} could not be set up: {meaning ?? $"{tool} ended with exit code {exitCode}"}. It said: {Quoted(said)}. All of it: {log}."
        );
    }

    private static string Quoted(string said)
    {
        var text = string.Concat(said.Where(c => !char.IsControl(c))).Trim().TrimEnd('.');
        return text.Length > LongestQuote ? text[..LongestQuote] + "…" : text;
    }
}
