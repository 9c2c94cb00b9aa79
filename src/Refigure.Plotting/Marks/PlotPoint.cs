using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Marks;

/// <summary>A point in data units.</summary>
/// <param name="X">The value, or the category's index, on x.</param>
/// <param name="Y">The value on y.</param>
/// <param name="Error">Half the length of its vertical error bar; null for none.</param>
/// <param name="Color">Its own colour instead of the series'.</param>
/// <param name="Marker">Its own marker shape instead of the series'.</param>
public readonly record struct PlotPoint(
    double X,
    double Y,
    double? Error = null,
    Rgb? Color = null,
    MarkerShape? Marker = null
)
{
    /// <summary>What it stands for, handed on to <see cref="Scenes.Scene.Targets"/>; null if nobody asks.</summary>
    public object? Tag { get; init; }

    /// <summary>The lower end of its error bar where that is not as far from it as the upper; null for none.</summary>
    public double? Low { get; init; }

    /// <summary>The upper end of its error bar; null for none.</summary>
    public double? High { get; init; }

    /// <summary>The ends of the error bar, in units of y; null if there is none.</summary>
    internal (double Low, double High)? Ends =>
        (Low, High) is ({ } low, { } high) && double.IsFinite(low) && double.IsFinite(high) ? (low, high)
        : Error is { } half && double.IsFinite(half) ? (Y - half, Y + half)
        : null;
}
