using Refigure.Plotting.Colors;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Layout.Drawing;

/// <summary>
/// Prints the values of bars: in the bar where there is room for it, else over its end. All labels of one set of
/// bars stand the same way, level if they can, so that none touches another.
/// </summary>
internal sealed class BarLabeller(PlotFrame frame, Canvas canvas)
{
    private const double Padding = 1.5;
    private readonly double _size = frame.Style.SmallSize;
    private readonly double _height = frame.Type.CapHeight(frame.Style.SmallSize);

    /// <param name="bars">The bars.</param>
    /// <param name="width">Their width.</param>
    /// <param name="pitch">Distance of the middles of neighbouring bars.</param>
    public void Label(IReadOnlyList<BarShape> bars, double width, double pitch)
    {
        var widest = 0.0;
        foreach (var bar in bars)
        {
            widest = bar.Label is null ? widest : Math.Max(widest, frame.Type.Width(bar.Label, _size));
        }

        if (widest == 0)
        {
            return;
        }

        var fitsInside = widest + (2 * Padding) <= width;
        var isLevel = fitsInside || widest + (2 * Padding) <= pitch;
        if (!isLevel && _height + Padding > pitch)
        {
            return; // not even turned ones would keep apart
        }

        fitsInside |= !isLevel && _height + (2 * Padding) <= width;
        foreach (var bar in bars)
        {
            if (bar.Label is { Length: > 0 } label)
            {
                Place(bar, label, isLevel ? 0 : 90, fitsInside);
            }
        }
    }

    private void Place(BarShape bar, string label, double angle, bool mayBeInside)
    {
        var extent = angle == 0 ? _height : frame.Type.Width(label, _size);
        if (mayBeInside && FreeMiddle(bar, extent + (2 * Padding)) is { } middle)
        {
            Inside(bar, label, angle, middle);
        }
        else
        {
            OverTheEnd(bar, label, angle);
        }
    }

    /// <summary>The bar's middle, or that of the part that the error bar leaves free; null if neither has room.</summary>
    private static double? FreeMiddle(BarShape bar, double needed)
    {
        var (top, bottom) = (bar.Box.Y, bar.Box.Bottom);
        var middle = (top + bottom) / 2;
        if (bar.HangsDown && bar.ErrorTop < bottom)
        {
            bottom = bar.ErrorTop;
        }
        else if (!bar.HangsDown && bar.ErrorBottom > top)
        {
            top = bar.ErrorBottom;
        }

        if (bottom - top < needed)
        {
            return null;
        }

        return Math.Clamp(middle, top + (needed / 2), bottom - (needed / 2));
    }

    private void Inside(BarShape bar, string label, double angle, double middle)
    {
        var text = frame.Type.Set(
            label,
            new(bar.MiddleX, middle),
            HorizontalAlign.Middle,
            VerticalAlign.Middle,
            _size,
            Palette.TextOn(bar.Fill.Color),
            angle
        );
        if (bar.Fill.Hatch != Hatch.None)
        {
            canvas.AddRect(Layer.Labels, Canvas.Grown(frame.Type.Bounds(text), 0.8), new Fill(bar.Fill.Color));
        }

        canvas.AddText(Layer.Labels, text);
    }

    private void OverTheEnd(BarShape bar, string label, double angle)
    {
        var end = bar.HangsDown ? Max(bar.Box.Bottom, bar.ErrorBottom) : Min(bar.Box.Y, bar.ErrorTop);
        var distance = frame.Style.Gap * (bar.HangsDown ? 1 : -1);
        var (horizontal, vertical) = (angle, bar.HangsDown) switch
        {
            (0, false) => (HorizontalAlign.Middle, VerticalAlign.Baseline),
            (0, true) => (HorizontalAlign.Middle, VerticalAlign.Top),
            (_, false) => (HorizontalAlign.Start, VerticalAlign.Middle),
            (_, true) => (HorizontalAlign.End, VerticalAlign.Middle),
        };
        var anchor = new Point(bar.MiddleX, end + distance);
        var text = frame.Type.Set(label, anchor, horizontal, vertical, _size, frame.Style.Ink, angle);
        canvas.Obstacles.Add(canvas.AddText(Layer.Labels, text));
    }

    private static double Min(double a, double b) => double.IsNaN(b) ? a : Math.Min(a, b);

    private static double Max(double a, double b) => double.IsNaN(b) ? a : Math.Max(a, b);
}
