using System.Text.RegularExpressions;

namespace Refigure.Figures.Serving;

/// <summary>
/// Names of imported cases: parts between <c>_</c>, among them the load (<c>c16</c>, <c>r10</c>, <c>b8</c>) and the GPUs
/// (<c>tp2</c>; <c>2gpu</c>, as the serving course's files say it).
/// </summary>
internal static partial class ServingCaseName
{
    /// <summary>The name without load and GPUs.</summary>
    public static string Stem(string name) => LoadPart().Replace(name, "_*");

    /// <summary>What a stem has that another has not, as it is written; empty if nothing.</summary>
    public static string Difference(string stem, IEnumerable<string> others)
    {
        var theirs = others.Where(o => o != stem).SelectMany(o => o.Split('_')).ToHashSet(StringComparer.Ordinal);
        return theirs.Count == 0 ? "" : string.Join('_', stem.Split('_').Where(part => !theirs.Contains(part)));
    }

    [GeneratedRegex(
        "(?:^|_)(?:(?:c|r|b|tp)[0-9]+(?:\\.[0-9]+)?|[0-9]+-?gpus?|gpus?-?[0-9]+)(?=_|$)",
        RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex LoadPart();
}
