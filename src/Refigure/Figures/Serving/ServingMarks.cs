using System.Collections.Immutable;
using Refigure.Results;
using Refigure.Statistics;

namespace Refigure.Figures.Serving;

/// <summary>
/// A case as a point of a curve. Several iterations: their mean, and its standard error. One: its value, and the bounds of
/// its own 95 % interval over its requests as marks of the panel <see cref="Interval"/>, where it has them.
/// </summary>
internal static class ServingMarks
{
    /// <summary>The panel of the bounds: the point's series and x, and the label <see cref="Low"/> or <see cref="High"/>.</summary>
    public const string Interval = "interval";

    public const string Low = "low";
    public const string High = "high";

    /// <summary>Adds the point.</summary>
    /// <returns>Whether it has an interval over its requests instead of a standard error.</returns>
    public static bool Add(
        FigureDraft draft,
        ServingValue value,
        string series,
        ServingCase one,
        (double X, string Where) at
    )
    {
        var sample = Sample.Of(one.Runs.Iterations, value.Metric);
        draft.Missing(at.Where, value.Metric, one.Runs.Iterations, sample.Values.Length);
        double[] shown = [.. sample.Values.Select(v => value.Shown(v, one))];
        var summary = SampleSummary.Of(shown);
        var x = FigureNumberText.Exact(at.X);
        draft.Add(
            new FigureMark(Panels.Main, series, x, x, summary?.Mean, summary?.StandardError, shown.Length, value.Unit)
            {
                How = value.How,
                Sources = sample.Sources,
            }
        );
        return shown.Length == 1 && AddInterval(draft, value, series, one, x);
    }

    private static bool AddInterval(FigureDraft draft, ServingValue value, string series, ServingCase one, string x)
    {
        foreach (var run in one.Runs.Iterations)
        {
            if (
                run.Find($"{value.Metric}_low") is { Value: { } low } lower
                && run.Find($"{value.Metric}_high") is { Value: { } high } upper
            )
            {
                draft.Add(Bound(Low, Math.Min(value.Shown(low, one), value.Shown(high, one)), lower));
                draft.Add(Bound(High, Math.Max(value.Shown(low, one), value.Shown(high, one)), upper));
                return true;
            }

            FigureMark Bound(string label, double y, Measurement source) =>
                new(Interval, series, label, x, y, Error: null, N: 1, value.Unit)
                {
                    How = value.How,
                    Sources = [new MarkSource(run, source)],
                };
        }

        return false;
    }

    /// <summary>Says what the error bars are.</summary>
    public static void SayErrors(FigureDraft draft, ImmutableArray<ServingCase> shown, bool hasIntervals)
    {
        var repeated = shown.Any(c => c.Runs.Iterations.Length > 1);
        var message = (repeated, hasIntervals) switch
        {
            (true, true) =>
                "Error bars are standard errors of repeated runs; of a single run they are 95 % intervals over its requests.",
            (true, false) => "Error bars are standard errors of repeated runs.",
            (false, true) => "Error bars are 95 % intervals over the requests of one run, by bootstrap.",
            _ => null,
        };
        if (message is not null)
        {
            draft.Find("error-bars", message, []);
        }
    }
}
