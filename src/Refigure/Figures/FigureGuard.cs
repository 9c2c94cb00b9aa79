using Refigure.Figures.Serving;
using Refigure.Figures.Traces;
using Refigure.Quality;

namespace Refigure.Figures;

/// <summary>Puts the quality guard's findings about a figure's runs into the figure.</summary>
public static class FigureGuard
{
    /// <summary>The same figure with what must be known about the runs behind it.</summary>
    public static FigureOutcome Inspect(FigureRecipe recipe, FigureData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var metrics = data
            .Marks.SelectMany(m => m.Sources)
            .Select(s => s.Measurement.Metric)
            .ToHashSet(StringComparer.Ordinal);
        var comparison = recipe is RatioBars ? Comparison.Of(data.Runs).FirstOrDefault() : null;
        if (recipe is NodeRatioBars { Compared: var about } && comparison is not null)
        {
            comparison = comparison with { About = about };
        }

        // The recipe pairs the sides itself, and says more exactly under which arguments they ran.
        var saysArguments = data.Findings.Any(f => f.Kind == FindingKinds.ArgumentMismatch);
        // A line of requests or samples is one run, however many there are.
        var isOfSingleRuns = recipe is SortedRequestLines or SampleTimeline or KernelTimeline;
        // Single runs of which the scatter is known by their own intervals.
        isOfSingleRuns |= recipe is ScalingCurves && data.Marks.Any(m => m.Panel == ServingMarks.Interval);
        return FigureOutcome.Of(
            data.With(
                QualityGuard
                    .InspectFigure(data.Runs, metrics, comparison)
                    .Where(f => !saysArguments || f.Kind != FindingKinds.ArgumentMismatch)
                    .Where(f => !isOfSingleRuns || f.Kind != FindingKinds.FewIterations)
                    .Select(WithoutExperiment)
            )
        );
    }

    // A figure is about one experiment; only a list over many must name it.
    private static Finding WithoutExperiment(Finding finding)
    {
        var colon = finding.Message.IndexOf(": ", StringComparison.Ordinal);
        var experiments = finding.Runs.Select(r => r[..Math.Max(0, r.IndexOf('/', StringComparison.Ordinal))]);
        if (colon < 0 || !experiments.Contains(finding.Message[..colon], StringComparer.Ordinal))
        {
            return finding;
        }

        var sentence = finding.Message[(colon + 2)..];
        // Keys of metrics stay as they are written everywhere.
        var isWord = sentence.Split(' ')[0].All(char.IsAsciiLetterLower);
        return finding with { Message = isWord ? char.ToUpperInvariant(sentence[0]) + sentence[1..] : sentence };
    }
}
