using System.Collections.Immutable;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Marks;

/// <summary>Rectangles of one meaning: bars that lie, stretches of time in rows.</summary>
/// <param name="Name">The name in the legend; empty stays out of it.</param>
/// <param name="Boxes">The rectangles.</param>
/// <param name="Fill">Their paint.</param>
public sealed record BoxMark(string Name, ImmutableArray<Box> Boxes, Fill Fill) : Mark
{
    /// <summary>
    /// Whether labels stand beside their boxes: at the right, else at the left; else they stand in their boxes, and are left out
    /// where there is no room.
    /// </summary>
    public bool LabelsBeside { get; init; }

    /// <summary>Width of the outline in points; 0 for none, null for that of bars.</summary>
    public double? OutlineWidth { get; init; }
}
