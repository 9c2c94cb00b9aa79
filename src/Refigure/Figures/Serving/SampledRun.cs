using System.Collections.Immutable;
using Refigure.Results;

namespace Refigure.Figures.Serving;

/// <summary>A run with the samples of a quantity, in the shown unit.</summary>
internal sealed record SampledRun(
    ServingCase Case,
    MeasuredRun Run,
    SampledQuantity Quantity,
    SampleSeries Samples,
    ImmutableArray<double?> Values
)
{
    /// <summary>Null if the run has no such samples.</summary>
    public static SampledRun? Of(ServingCase @case, MeasuredRun run, SampledQuantity quantity, FigureInput input)
    {
        if (input.SamplesOf(run) is not { } samples)
        {
            return null;
        }

        var values = quantity.Of(samples);
        return values.Any(v => v is not null) ? new SampledRun(@case, run, quantity, samples, values) : null;
    }

    /// <summary>The columns that the values are made of.</summary>
    public string[] Columns => Quantity.ColumnsOf(Samples);
}
