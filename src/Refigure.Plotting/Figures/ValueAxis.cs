using System.Collections.Immutable;

namespace Refigure.Plotting.Figures;

/// <summary>An axis of numbers.</summary>
/// <param name="Label">What is measured; empty for none.</param>
/// <param name="Unit">Its unit, set in parentheses after the label; null for none.</param>
public sealed record ValueAxis(string Label = "", string? Unit = null) : Axis(Label, Unit)
{
    /// <summary>Whether equal distances are equal factors; values of 0 and less are then not drawn.</summary>
    public bool IsLog { get; init; }

    /// <summary>
    /// What a tick of a log axis is a power of: 10, or 2 for what is doubled from one value to the next, such as a number of
    /// requests at a time.
    /// </summary>
    public int LogBase { get; init; } = 10;

    /// <summary>The smallest value shown; null leaves it to the data (bars and areas start at 0).</summary>
    public double? Min { get; init; }

    /// <summary>The largest value shown; null leaves it to the data, and to insets and legends that need room.</summary>
    public double? Max { get; init; }

    /// <summary>Whether values grow to the left or downwards.</summary>
    public bool IsReversed { get; init; }

    /// <summary>Whether ticks are whole numbers only, as for counts and identifiers.</summary>
    public bool WholeNumbers { get; init; }

    /// <summary>Names of the places 0, 1, 2, … that stand instead of numbers, on a vertical axis; empty for numbers.</summary>
    public ImmutableArray<string> Names { get; init; } = [];

    /// <summary>Whether faint lines mark the ticks across the panel; null means yes on y, no on x.</summary>
    public bool? Grid { get; init; }
}
