using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Marks;

/// <summary>One bar or one part of a stack.</summary>
/// <param name="Value">Its height in units of y; null for a missing value, which leaves its place empty.</param>
/// <param name="Error">Half the length of its error bar; null for none.</param>
/// <param name="Label">The printed value; null for none.</param>
/// <param name="Fill">Its own paint instead of the series'.</param>
public sealed record Bar(double? Value, double? Error = null, string? Label = null, Fill? Fill = null)
{
    /// <summary>What it stands for, handed on to <see cref="Scenes.Scene.Targets"/>; null if nobody asks.</summary>
    public object? Tag { get; init; }

    /// <summary>The lower end of its error bar where that is not as far from its value as the upper; null for none.</summary>
    public double? Low { get; init; }

    /// <summary>The upper end of its error bar; null for none.</summary>
    public double? High { get; init; }

    /// <summary>The ends of the error bar of a bar that ends at a value; null if there is none.</summary>
    internal (double Low, double High)? EndsAt(double value) =>
        (Low, High) is ({ } low, { } high) && double.IsFinite(low) && double.IsFinite(high) ? (low, high)
        : Error is { } half && double.IsFinite(half) ? (value - half, value + half)
        : null;
}
