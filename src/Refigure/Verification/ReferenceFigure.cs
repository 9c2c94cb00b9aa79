using System.Collections.Immutable;

namespace Refigure.Verification;

/// <summary>A figure as somebody else computed it.</summary>
/// <param name="Number">The figure's number.</param>
/// <param name="Marks">Its numbers.</param>
public sealed record ReferenceFigure(int Number, ImmutableArray<ReferenceMark> Marks)
{
    /// <summary>Whether the reference sums up the cells of a heat map instead of listing them.</summary>
    public bool IsSummary { get; init; }
}
