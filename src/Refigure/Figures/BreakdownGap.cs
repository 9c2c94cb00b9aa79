using System.Collections.Immutable;
using Refigure.Results;
using Refigure.Statistics;

namespace Refigure.Figures;

/// <summary>What a start does outside of the study's steps: a part on top of them.</summary>
/// <param name="Label">The printed name.</param>
/// <param name="Metrics">The phases that it is the sum of, of those that a run has.</param>
public sealed record BreakdownGap(string Label, ImmutableArray<string> Metrics)
{
    /// <summary>The series of the mark.</summary>
    public const string Series = "beyond the steps";

    /// <summary>Its part of some runs; null if none of them has any of its phases.</summary>
    internal FigureMark? Of(ImmutableArray<MeasuredRun> runs, string unit)
    {
        var sources = ImmutableArray.CreateBuilder<MarkSource>();
        var sums = new List<double>();
        foreach (var run in runs)
        {
            Measurement[] found = [.. Metrics.Select(run.Find).OfType<Measurement>().Where(m => m.Value is not null)];
            sources.AddRange(found.Select(m => new MarkSource(run, m)));
            if (found.Length > 0)
            {
                sums.Add(found.Sum(m => m.Value!.Value));
            }
        }

        return SampleSummary.Of([.. sums]) is { } summary
            ? new FigureMark(
                Panels.Main,
                Series,
                Label,
                string.Join('+', Metrics),
                summary.Mean,
                summary.StandardError,
                sums.Count,
                unit
            )
            {
                Sources = sources.ToImmutable(),
                How = $"the mean of {sums.Count} sums of {string.Join(", ", Metrics)}",
            }
            : null;
    }
}
