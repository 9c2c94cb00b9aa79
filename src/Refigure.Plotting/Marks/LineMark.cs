using System.Collections.Immutable;

namespace Refigure.Plotting.Marks;

/// <summary>A line through points; a point that is not finite interrupts it.</summary>
/// <param name="Name">The name in the legend; empty stays out of it.</param>
/// <param name="Points">The points in drawing order.</param>
/// <param name="Line">The line's look.</param>
/// <param name="Marker">The look of the points; null for a plain line.</param>
public sealed record LineMark(string Name, ImmutableArray<PlotPoint> Points, LineStyle Line, MarkerStyle? Marker = null)
    : Mark
{
    /// <summary>Whether a value holds until the next point (steps) instead of changing evenly.</summary>
    public bool IsStep { get; init; }
}
