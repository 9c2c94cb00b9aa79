using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Refigure.Results;

namespace Refigure.Reruns;

/// <summary>A comparison as Markdown, for a summary page of CI.</summary>
public static class RerunMarkdown
{
    /// <summary>The text.</summary>
    /// <param name="compared">The comparison.</param>
    /// <param name="margin">The relative difference that counts as none.</param>
    public static string Of(ImmutableArray<ComparedMetric> compared, double margin)
    {
        var text = new StringBuilder("## Start-up times against the baseline\n\n");
        text.Append(
            CultureInfo.InvariantCulture,
            $"Means of seconds; the verdict is about the 95 % interval of their difference, and within ±{margin * 100:0.#} % is the same. The whole start decides; phases say where a change comes from.\n\n"
        );
        text.Append("| experiment | case | cache | metric | before | now | change | verdict |\n");
        text.Append("|---|---|---|---|---|---|---|---|\n");
        foreach (var one in compared)
        {
            var metric = one.Decides ? $"**{one.Metric}**" : one.Metric;
            var verdict = one.Decides ? $"**{one.Verdict.Word()}**" : one.Verdict.Word();
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {Cell(one.Experiment)} | {Cell(one.Case)} | {one.Cache.Word()} | {Cell(metric)} | {Side(one.Numbers?.Before)} | {Side(one.Numbers?.Now)} | {Difference(one.Numbers)} | {verdict}{(one.Why is { } why ? $": {Cell(why)}" : "")} |\n"
            );
        }

        return text.ToString();
    }

    private static string Side(Statistics.SampleSummary? sample) =>
        sample is not { } s ? "-"
        : s.StandardError is { } error
            ? string.Create(CultureInfo.InvariantCulture, $"{s.Mean:0.0000} ± {error:0.0000} (n = {s.N})")
        : string.Create(CultureInfo.InvariantCulture, $"{s.Mean:0.0000} (n = {s.N})");

    private static string Difference(MetricChange? change) =>
        change is null ? "-"
        : change is { Low: { } low, High: { } high }
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{change.Relative * 100:+0.0;-0.0;0.0} % ({low * 100:+0.0;-0.0;0.0} to {high * 100:+0.0;-0.0;0.0})"
            )
        : string.Create(CultureInfo.InvariantCulture, $"{change.Relative * 100:+0.0;-0.0;0.0} %");

    // Names come from files that others wrote.
    private static string Cell(string text) =>
        text.Replace("|", "\\|", StringComparison.Ordinal).Replace("\n", " ", StringComparison.Ordinal);
}
