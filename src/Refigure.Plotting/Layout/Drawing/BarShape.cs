using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Layout.Drawing;

/// <summary>A bar at its place on the page, as those that label it need to know it.</summary>
/// <param name="Box">The bar.</param>
/// <param name="Fill">Its paint.</param>
/// <param name="Label">Its printed value; null for none.</param>
/// <param name="ErrorTop">The upper end of its error bar; NaN for none.</param>
/// <param name="ErrorBottom">The lower end of its error bar; NaN for none.</param>
/// <param name="HangsDown">Whether the value is negative, so that the bar's end is its lower edge.</param>
internal readonly record struct BarShape(
    Rect Box,
    Fill Fill,
    string? Label,
    double ErrorTop = double.NaN,
    double ErrorBottom = double.NaN,
    bool HangsDown = false
)
{
    public double MiddleX => Box.X + (Box.Width / 2);
}
