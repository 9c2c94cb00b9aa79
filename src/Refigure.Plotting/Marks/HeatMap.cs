using System.Collections.Immutable;

namespace Refigure.Plotting.Marks;

/// <summary>A matrix of values as colours (viridis, 256 steps), with a colour bar at the right.</summary>
/// <param name="Rows">Number of rows; row 0 lies at <paramref name="FromY"/>.</param>
/// <param name="Columns">Number of columns; column 0 lies at <paramref name="FromX"/>.</param>
/// <param name="Values">Row after row; a value that is not finite is left white.</param>
/// <param name="Min">The value of the darkest colour.</param>
/// <param name="Max">The value of the brightest colour.</param>
/// <param name="FromX">x at the outer edge of the first column.</param>
/// <param name="ToX">x at the outer edge of the last column.</param>
/// <param name="FromY">y at the outer edge of the first row.</param>
/// <param name="ToY">y at the outer edge of the last row.</param>
/// <param name="Scale">The axis of the colour bar: label and unit.</param>
public sealed record HeatMap(
    int Rows,
    int Columns,
    ImmutableArray<double> Values,
    double Min,
    double Max,
    double FromX,
    double ToX,
    double FromY,
    double ToY,
    Figures.ValueAxis Scale
) : Mark
{
    /// <summary>What each row stands for, handed on to <see cref="Scenes.Scene.Targets"/>; empty if nobody asks.</summary>
    public ImmutableArray<object> RowTags { get; init; } = [];
}
