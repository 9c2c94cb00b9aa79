using System.Collections.Immutable;
using Refigure.Catalog;
using Refigure.Results;
using Refigure.Statistics;

namespace Refigure.Prediction;

/// <summary>A measured model to learn from, or to be judged by.</summary>
/// <param name="Model">Its attributes.</param>
/// <param name="Phases">Average seconds of each phase that has a value.</param>
/// <param name="TotalSeconds">The whole start, averaged the study's way; null if it was not measured.</param>
public sealed record TrainingExample(ModelSpec Model, ImmutableArray<PredictionPart> Phases, double? TotalSeconds)
{
    /// <summary>Averages the iterations of one case (<see cref="StudyAverages"/>).</summary>
    public static TrainingExample Of(ModelSpec model, IReadOnlyList<MeasuredRun> iterations, PredictorForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        var phases = ImmutableArray.CreateBuilder<PredictionPart>();
        foreach (var phase in form.Phases)
        {
            if (StudyAverages.Of(phase, iterations) is { } seconds)
            {
                phases.Add(new PredictionPart(phase, seconds, Feature: null));
            }
        }

        return new TrainingExample(model, phases.ToImmutable(), StudyAverages.Of("actual_total_time", iterations));
    }

    /// <summary>The average of a phase in seconds; null if it has none.</summary>
    public double? Seconds(string phase) =>
        Phases.FirstOrDefault(p => string.Equals(p.Phase, phase, StringComparison.Ordinal))?.Seconds;
}
