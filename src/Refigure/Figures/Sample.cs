using System.Collections.Immutable;
using Refigure.Results;
using Refigure.Statistics;

namespace Refigure.Figures;

/// <summary>The values of a metric over some runs, each with its source.</summary>
internal sealed record Sample(double[] Values, ImmutableArray<MarkSource> Sources)
{
    public SampleSummary? Summary => SampleSummary.Of(Values);

    /// <summary>The values that are there; a source also for those that are not, so that a gap can be followed too.</summary>
    public static Sample Of(ImmutableArray<MeasuredRun> runs, string metric)
    {
        var values = new double[runs.Length];
        var n = 0;
        var sources = ImmutableArray.CreateBuilder<MarkSource>(runs.Length);
        foreach (var run in runs)
        {
            if (run.Find(metric) is { } measurement)
            {
                sources.Add(new MarkSource(run, measurement));
                if (measurement.Value is { } value)
                {
                    values[n++] = value;
                }
            }
        }

        return new Sample(values[..n], sources.DrainToImmutable());
    }
}
