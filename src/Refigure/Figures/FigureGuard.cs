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
        // The recipe pairs the sides itself, and says more exactly under which arguments they ran.
        var saysArguments = data.Findings.Any(f => f.Kind == FindingKinds.ArgumentMismatch);
        return FigureOutcome.Of(
            data.With(
                QualityGuard
                    .InspectFigure(data.Runs, metrics, comparison)
                    .Where(f => !saysArguments || f.Kind != FindingKinds.ArgumentMismatch)
            )
        );
    }
}
