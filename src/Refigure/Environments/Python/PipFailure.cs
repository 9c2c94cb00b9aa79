namespace Refigure.Environments.Python;

/// <summary>Makes one sentence of what pip said when it failed.</summary>
internal static class PipFailure
{
    private static readonly (string Text, string Meaning)[] Known =
    [
        ("THESE PACKAGES DO NOT MATCH THE HASHES", "a package is not the one that the lock names"),
        ("is not a supported wheel on this platform", "a wheel is for another Python or platform"),
        ("No matching distribution found for", "a package is not there, or not for this Python and platform"),
        ("Could not find a version that satisfies", "a package is not there, or not for this Python and platform"),
        ("No space left on device", "the disk is full: make room, or name another folder with --store"),
        (
            "Connection refused",
            "the package index does not answer; where there is none, name a folder with --wheelhouse"
        ),
        ("Temporary failure in name resolution", "there is no network; name a folder with --wheelhouse"),
        ("Network is unreachable", "there is no network; name a folder with --wheelhouse"),
    ];

    /// <summary>The error.</summary>
    public static UserErrorException Explain(string environment, int exitCode, IReadOnlyList<string> lines, string log)
    {
        var meaning = Known
            .Where(k => lines.Any(l => l.Contains(k.Text, StringComparison.Ordinal)))
            .Select(k => k.Meaning)
            .FirstOrDefault();
        var said =
            lines.LastOrDefault(l => l.Contains("No matching distribution", StringComparison.Ordinal))
            ?? lines.LastOrDefault(l => l.StartsWith("ERROR", StringComparison.Ordinal))
            ?? lines.LastOrDefault(l => l.Trim().Length > 0)
            ?? "nothing";
        var what = meaning is null ? $"pip ended with exit code {exitCode}" : meaning;
        return new UserErrorException(
            $"{environment} could not be set up: {what}. pip said: {said.Trim().TrimEnd('.')}. All of it: {log}."
        );
    }
}
