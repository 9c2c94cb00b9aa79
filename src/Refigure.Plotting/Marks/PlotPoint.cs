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
);
