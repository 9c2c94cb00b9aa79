using System.Collections.Immutable;

namespace Refigure.Figures;

/// <summary>One number that a figure shows, a row of <c>figureN.csv</c> (contract 5.3).</summary>
/// <param name="Panel"><c>main</c>, <c>inset</c>, or <c>annotations</c> for printed text.</param>
/// <param name="Series">The series; empty if the figure has only one.</param>
/// <param name="Label">The bar's or point's label.</param>
/// <param name="X">The position or attribute on the x axis; empty if it has none.</param>
/// <param name="Y">The value; null if there is none.</param>
/// <param name="Error">Standard error of the mean (ddof 1); null if there is none.</param>
/// <param name="N">Number of values behind it.</param>
/// <param name="Unit">Unit of <paramref name="Y"/>.</param>
public sealed record FigureMark(
    string Panel,
    string Series,
    string Label,
    string X,
    double? Y,
    double? Error,
    int? N,
    string Unit
)
{
    /// <summary>How it follows from the sources, for people; null for their mean. Not part of the CSV.</summary>
    public string? How { get; init; }

    /// <summary>Where the number came from: the measurements behind it. Not part of the CSV.</summary>
    public ImmutableArray<MarkSource> Sources { get; init; } = [];
}
