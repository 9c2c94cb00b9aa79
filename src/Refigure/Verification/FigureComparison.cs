using System.Collections.Immutable;

namespace Refigure.Verification;

/// <summary>A figure beside its reference.</summary>
/// <param name="Number">The figure's number.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Reason">One sentence for people.</param>
/// <param name="Marks">Every number, in the reference's order, then what only we have.</param>
public sealed record FigureComparison(int Number, Verdict Verdict, string Reason, ImmutableArray<MarkComparison> Marks);
