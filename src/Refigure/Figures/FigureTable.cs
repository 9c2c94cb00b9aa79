using System.Collections.Immutable;

namespace Refigure.Figures;

/// <summary>The content of a <c>figureN.csv</c>.</summary>
/// <param name="Number">The figure's number.</param>
/// <param name="Marks">The rows in the file's order, without sources.</param>
public sealed record FigureTable(int Number, ImmutableArray<FigureMark> Marks);
