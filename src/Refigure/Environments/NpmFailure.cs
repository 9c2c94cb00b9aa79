namespace Refigure.Environments;

/// <summary>What a failed npm says, as one sentence for the user.</summary>
internal static class NpmFailure
{
    private const int LastLines = 4;

    private static readonly string[] NetworkCodes =
    [
        "ENOTFOUND",
        "ECONNREFUSED",
        "ECONNRESET",
        "EAI_AGAIN",
        "ETIMEDOUT",
        "ENETUNREACH",
        "ENOTCACHED",
    ];

    /// <param name="name">The environment.</param>
    /// <param name="exitCode">How npm ended.</param>
    /// <param name="lines">What it said.</param>
    /// <param name="log">Where all of it is kept.</param>
    public static UserErrorException Explain(string name, int exitCode, IReadOnlyList<string> lines, string log)
    {
        if (lines.Any(line => line.Contains("EINTEGRITY", StringComparison.Ordinal)))
        {
            return new UserErrorException(
                $"{name} was not set up, because a package came damaged or changed (its digest is not the one that the lock file pins): try again after npm cache verify; all that npm said is in {log}."
            );
        }

        if (Array.Find(NetworkCodes, code => lines.Any(line => Names(line, code))) is { } network)
        {
            return new UserErrorException(
                $"{name} was not set up, because npm could not reach its registry ({network}): the first set-up needs the network, so connect or set npm's proxy and registry, then try again; all that npm said is in {log}."
            );
        }

        var last = lines
            .Where(line => line.StartsWith("npm error", StringComparison.Ordinal) && line.Length > "npm error ".Length)
            .DefaultIfEmpty("nothing")
            .TakeLast(LastLines)
            .Select(line => line.Replace("npm error", "", StringComparison.Ordinal).Trim().TrimEnd('.'));
        return new UserErrorException(
            $"{name} was not set up, because npm ended with code {exitCode} and last said: {string.Join(" / ", last)}; see {log}."
        );
    }

    // Packages may have such a word in their names; npm prints codes in lines of its own errors.
    private static bool Names(string line, string code) =>
        line.StartsWith("npm error", StringComparison.Ordinal) && line.Contains(code, StringComparison.Ordinal);
}
