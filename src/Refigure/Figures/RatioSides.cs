using System.Collections.Immutable;

namespace Refigure.Figures;

/// <summary>The two sides of a comparison: pairs and names, or why there are none.</summary>
internal sealed record RatioSides(
    ImmutableArray<CasePair> Pairs,
    string BaselineName,
    string OtherName,
    string AxisTitle,
    FigureOutcome? WhyNot = null
)
{
    public static RatioSides Without(FigureOutcome whyNot) => new([], "", "", "", whyNot);
}
