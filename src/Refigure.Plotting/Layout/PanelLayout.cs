using Refigure.Plotting.Figures;
using Refigure.Plotting.Layout.Axes;
using Refigure.Plotting.Layout.Drawing;
using Refigure.Plotting.Layout.Floats;
using Refigure.Plotting.Layout.Legends;
using Refigure.Plotting.Marks;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Layout;

/// <summary>
/// Draws one panel around a given plot rectangle. How far axes, labels and legends reach beyond it is seen from
/// the result, not computed beforehand.
/// </summary>
/// <param name="panel">The data.</param>
/// <param name="style">The look.</param>
/// <param name="type">Sets text.</param>
/// <param name="isBoxed">Whether the plot has a line on all sides.</param>
internal sealed class PanelLayout(Panel panel, Style style, Typesetter type, bool isBoxed)
{
    private const double RiseStep = 0.04;
    private const double HighestRise = 1.75;
    private const double LastRise = 2.1;
    private readonly PanelLimits _limits = PanelLimits.Of(panel);
    private (double Width, double Height, double Rise, bool MustFit) _settled;

    /// <summary>
    /// Draws the panel. The y axis is extended as little as needed for values over bars, insets, notes and legends
    /// to be in the plot without covering anything; if no extension suffices, they take the emptiest places, and the
    /// canvas is marked as crowded.
    /// </summary>
    public Canvas Draw(Rect plot, bool isMeasuring)
    {
        // The last round of measuring and the drawing are about the same plot, and must come to the same result.
        if (plot.Width == _settled.Width && plot.Height == _settled.Height)
        {
            if (TryDraw(plot, _settled.Rise, isMeasuring, _settled.MustFit) is { } again)
            {
                again.IsCrowded = !_settled.MustFit && _limits.CanRise;
                return again;
            }
        }

        var (canvas, rise, mustFit) = Settle(plot, isMeasuring);
        _settled = (plot.Width, plot.Height, rise, mustFit);
        canvas.IsCrowded = !mustFit && _limits.CanRise;
        return canvas;
    }

    private (Canvas Canvas, double Rise, bool MustFit) Settle(Rect plot, bool isMeasuring)
    {
        if (TryDraw(plot, rise: 1, isMeasuring, mustFit: true) is { } asItIs)
        {
            return (asItIs, 1, true);
        }

        // What does not fit under the highest axis fits under no lower one: most crowded panels end here.
        if (_limits.CanRise && TryDraw(plot, HighestRise, isMeasuring, mustFit: true) is { } highest)
        {
            var (canvas, rise) = LowestFitting(plot, isMeasuring, highest);
            return (canvas, rise, true);
        }

        // Bars of less than half the height look lost, but better than covered: equally high bars and a large inset.
        if (_limits.CanRise && TryDraw(plot, LastRise, isMeasuring, mustFit: true) is { } last)
        {
            return (last, LastRise, true);
        }

        var crowdedRise = _limits.CanRise ? 1.3 : 1;
        return (TryDraw(plot, crowdedRise, isMeasuring, mustFit: false)!, crowdedRise, false);
    }

    /// <summary>Halves the range between a height that does not fit and one that does.</summary>
    private (Canvas Canvas, double Rise) LowestFitting(Rect plot, bool isMeasuring, Canvas highest)
    {
        var (tooLow, best, canvas) = (1.0, HighestRise, highest);
        while (best - tooLow > RiseStep)
        {
            var rise = (tooLow + best) / 2;
            if (TryDraw(plot, rise, isMeasuring, mustFit: true) is { } fitting)
            {
                (best, canvas) = (rise, fitting);
            }
            else
            {
                tooLow = rise;
            }
        }

        return (canvas, best);
    }

    /// <summary>Draws the panel so that it fills a rectangle with all that belongs to it.</summary>
    public Canvas DrawWithin(Rect place)
    {
        var margins = new Margins(20, 2, 2, 16);
        for (var i = 0; i < 4; i++)
        {
            var plot = margins.Inside(place);
            var wanted = Margins.Between(plot, Draw(plot, isMeasuring: true).Extent);
            margins = i == 0 ? wanted : Margins.Max(margins, wanted);
        }

        return Draw(margins.Inside(place), isMeasuring: false);
    }

    private Canvas? TryDraw(Rect plot, double rise, bool isMeasuring, bool mustFit)
    {
        var frame = FrameOf(plot, rise, isMeasuring);
        var canvas = new Canvas(type);
        canvas.Reach(plot);
        foreach (var mark in panel.Marks)
        {
            MarkDrawer.Draw(mark, frame, canvas);
        }

        foreach (var mark in panel.Marks)
        {
            if (mark is ReferenceLine line)
            {
                ReferenceLineDrawer.Label(line, frame, canvas);
            }
        }

        if (mustFit && !AreLabelsInside(canvas, plot))
        {
            return null;
        }

        foreach (var item in PanelFloats.Of(panel, frame))
        {
            var place = FreeSpace.Find(item, plot, canvas.Obstacles);
            if (place is null && mustFit && item.Center is null)
            {
                return null;
            }

            place ??= FreeSpace.LeastCovered(item, plot, canvas.Obstacles);
            item.Draw(place.Value, canvas);
            canvas.Obstacles.Add(place.Value);
        }

        Surround(frame, canvas);
        return canvas;
    }

    private bool AreLabelsInside(Canvas canvas, Rect plot)
    {
        const double Slack = 0.5;
        return canvas.Extent.Y >= plot.Y - Slack && (!_limits.CanSink || canvas.Extent.Bottom <= plot.Bottom + Slack);
    }

    private void Surround(PlotFrame frame, Canvas canvas)
    {
        var plot = frame.Plot;
        VerticalAxisDrawer.Draw(panel.Y, frame, canvas);
        HorizontalAxisDrawer.Draw(panel.X, frame, canvas);
        HorizontalAxisDrawer.DrawCaption(panel.X, frame, canvas);
        if (isBoxed || panel.Marks.Any(mark => mark is HeatMap))
        {
            canvas.AddRect(Layer.Axes, plot, null, frame.AxisStroke);
        }

        OutsideLegends.Draw(panel.Legends, [panel], plot, canvas, style, type);
        if (panel.Title is { Length: > 0 } title)
        {
            var anchor = new Point(plot.X + (plot.Width / 2), canvas.Extent.Y - (style.Gap * 1.5));
            canvas.AddText(
                Layer.Axes,
                type.Set(title, anchor, HorizontalAlign.Middle, VerticalAlign.Bottom, style.LabelSize, style.Ink)
            );
        }
    }

    private PlotFrame FrameOf(Rect plot, double rise, bool isMeasuring)
    {
        var (yMin, yMax) = (_limits.YMin, _limits.YMax);
        yMin *= _limits.CanSink ? rise : 1;
        yMax = panel.Y.IsLog ? yMin * Math.Pow(yMax / yMin, rise) : yMin + ((yMax - yMin) * rise);
        var (bottom, top) = panel.Y.IsReversed ? (plot.Y, plot.Bottom) : (plot.Bottom, plot.Y);
        var value = panel.X as ValueAxis;
        var (left, right) = value is { IsReversed: true } ? (plot.Right, plot.X) : (plot.X, plot.Right);
        var x = new Scale(_limits.XMin, _limits.XMax, left, right, value is { IsLog: true });
        var y = new Scale(yMin, yMax, bottom, top, panel.Y.IsLog);
        return new(plot, x, y, style, type, isMeasuring);
    }
}
