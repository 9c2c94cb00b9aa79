using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Layout;

/// <summary>How far a panel reaches beyond its plot, in points on each side.</summary>
internal readonly record struct Margins(double Left, double Top, double Right, double Bottom)
{
    public static Margins Between(Rect plot, Rect extent) =>
        new(plot.X - extent.X, plot.Y - extent.Y, extent.Right - plot.Right, extent.Bottom - plot.Bottom);

    public static Margins Max(Margins a, Margins b) =>
        new(Math.Max(a.Left, b.Left), Math.Max(a.Top, b.Top), Math.Max(a.Right, b.Right), Math.Max(a.Bottom, b.Bottom));

    public Rect Inside(Rect outer) =>
        new(
            outer.X + Left,
            outer.Y + Top,
            Math.Max(1, outer.Width - Left - Right),
            Math.Max(1, outer.Height - Top - Bottom)
        );
}
