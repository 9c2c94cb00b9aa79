using System.Globalization;
using System.Text.RegularExpressions;

namespace Refigure.Traces.Reading;

/// <summary>
/// The rank that a file's name says: <c>rank0.1795310374456255841.pt.trace.json.gz</c> of vLLM, <c>kineto_trace_0.json</c>,
/// <c>rank_3_trace.json</c>.
/// </summary>
internal static partial class RankOfName
{
    public static int? Of(string name) =>
        Pattern().Match(Path.GetFileName(name)) is { Success: true } match
        && int.TryParse(match.Groups["rank"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var rank)
            ? rank
            : null;

    [GeneratedRegex(
        @"(?:rank[_-]?|kineto_trace_)(?<rank>[0-9]{1,6})(?![0-9])",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Pattern();
}
