namespace Refigure.Plotting.Marks;

/// <summary>A line across the whole panel at one value: a limit, a break-even, a published number.</summary>
/// <param name="Value">The value on y, or on x if <paramref name="IsVertical"/>.</param>
/// <param name="Line">The line's look.</param>
/// <param name="Label">A text at its end; null for none.</param>
/// <param name="IsVertical">Whether the line stands at a value of x.</param>
/// <param name="Name">The name in the legend; empty stays out of it.</param>
public sealed record ReferenceLine(
    double Value,
    LineStyle Line,
    string? Label = null,
    bool IsVertical = false,
    string Name = ""
) : Mark;
