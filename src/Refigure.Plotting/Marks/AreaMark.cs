using System.Collections.Immutable;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Marks;

/// <summary>The area between a line and 0 (the lower limit on a log axis).</summary>
/// <param name="Name">The name in the legend; empty stays out of it.</param>
/// <param name="Points">The line's points, x ascending.</param>
/// <param name="Fill">The area's paint.</param>
/// <param name="Line">The upper edge; null for none.</param>
public sealed record AreaMark(string Name, ImmutableArray<PlotPoint> Points, Fill Fill, LineStyle? Line = null) : Mark
{
    /// <summary>Whether a value holds until the next point (steps) instead of changing evenly.</summary>
    public bool IsStep { get; init; }
}
