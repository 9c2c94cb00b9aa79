using System.Globalization;
using System.Text.RegularExpressions;
using Refigure.Serving;

namespace Refigure.Imports.Serving;

/// <summary>What the case of an imported load is called: folder, model, lengths, load.</summary>
internal static partial class CaseName
{
    /// <summary>The parts that are known, with <c>_</c> between them.</summary>
    public static string Of(params IEnumerable<string?> parts) =>
        string.Join('_', parts.Where(static part => !string.IsNullOrEmpty(part)));

    /// <summary>The load in short: <c>c8</c> for a closed loop, <c>r2.5</c> for an open one.</summary>
    public static string Load(LoadFacts facts) =>
        facts switch
        {
            { RequestRate: { } rate, Concurrency: { } most } => $"r{Number(rate)}_c{most}",
            { RequestRate: { } rate } => $"r{Number(rate)}",
            { Concurrency: { } concurrency } => $"c{concurrency}",
            _ => "all-at-once",
        };

    /// <summary>
    /// What is asked in short: <c>chat</c> unless it is plain completions, the lengths where each request has the same,
    /// <c>in512_out128</c>.
    /// </summary>
    public static string Requests(LoadFacts facts) =>
        Of(
            facts.Endpoint == "chat" ? facts.Endpoint : null,
            facts.PromptTokens is { } prompt ? $"in{prompt}" : null,
            facts.OutputTokens is { } output ? $"out{output}" : null
        );

    /// <summary>The folders of a file below the imported one, those left out that are only a time.</summary>
    public static string Folders(ResultFile file)
    {
        var segments = file.From.Split('/');
        return string.Join('_', segments[..^1].Where(static segment => !IsTime(segment)));
    }

    /// <summary>Whether a folder's name is only a time, as <c>20251202_225219</c>.</summary>
    public static bool IsTime(string folder) => Time().IsMatch(folder);

    /// <summary>
    /// Requests at a time as a file's name tells them: what is between the last <c>-</c> and the end of <c>throughput-10</c>.
    /// </summary>
    public static int? Concurrency(string stem) =>
        ConcurrencyInName().Match(stem) is { Success: true } match
        && int.TryParse(match.Groups["n"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number > 0
            ? number
            : null;

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\d{8}[-_]\d{6}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Time();

    [GeneratedRegex(
        @"-(?:c|concurrency)?(?<n>\d{1,9})$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex ConcurrencyInName();
}
