using System.Collections.Immutable;
using Refigure.Plotting.Figures;
using Refigure.Plotting.Marks;

namespace Refigure.Plotting.Layout;

/// <summary>What ranges of x and y a panel shows.</summary>
/// <param name="XMin">The smallest x.</param>
/// <param name="XMax">The greatest x.</param>
/// <param name="YMin">The smallest y.</param>
/// <param name="YMax">The greatest y.</param>
/// <param name="CanRise">Whether the greatest y may be raised to make room.</param>
/// <param name="CanSink">Whether the smallest y, being negative, may be lowered for that.</param>
internal readonly record struct PanelLimits(
    double XMin,
    double XMax,
    double YMin,
    double YMax,
    bool CanRise,
    bool CanSink
)
{
    private const double Margin = 0.05;

    public static PanelLimits Of(Panel panel)
    {
        var x = new Limits(panel.X is ValueAxis { IsLog: true });
        var y = new Limits(panel.Y.IsLog);
        foreach (var mark in panel.Marks)
        {
            Collect(mark, x, y);
        }

        var (yMin, yMax) = y.For(panel.Y, Margin);
        var (xMin, xMax) = panel.X switch
        {
            CategoryAxis { Categories: var names } => (-0.6, Math.Max(1, names.Length) - 0.4),
            ValueAxis axis => x.For(axis, MarginOfX(panel)),
            _ => (0, 1),
        };
        var canRise = panel.Y.Max is null && !panel.Y.IsReversed && !y.IsExact;
        var canSink = canRise && panel.Y.Min is null && !panel.Y.IsLog && yMin < 0;
        return new(xMin, xMax, yMin, yMax, canRise, canSink);
    }

    private static double MarginOfX(Panel panel)
    {
        if (panel.Marks.Any(mark => mark is ScatterMark))
        {
            return Margin;
        }

        return panel.Marks.Any(mark => mark is AreaMark) ? 0 : Margin / 2;
    }

    private static void Collect(Mark mark, Limits x, Limits y)
    {
        switch (mark)
        {
            case GroupedBars bars:
                y.StandOnZero();
                foreach (var bar in bars.Series.SelectMany(series => series.Bars))
                {
                    y.Add(bar.Value ?? double.NaN, bar.EndsAt(bar.Value ?? double.NaN));
                }

                break;
            case StackedBars stack:
                y.StandOnZero();
                foreach (var segment in StackSegments.Of(stack))
                {
                    y.Add(segment.To, segment.Bar.EndsAt(segment.To));
                }

                break;
            case AreaMark area:
                y.StandOnZero();
                Collect(area.Points, x, y);
                break;
            case LineMark line:
                Collect(line.Points, x, y);
                break;
            case ScatterMark scatter:
                Collect(scatter.Points, x, y);
                break;
            case FittedLine fit:
                x.Add(fit.FromX);
                x.Add(fit.ToX);
                y.Add(fit.Intercept + (fit.Slope * fit.FromX));
                y.Add(fit.Intercept + (fit.Slope * fit.ToX));
                break;
            case ReferenceLine line:
                (line.IsVertical ? x : y).Add(line.Value);
                break;
            case BoxMark boxes:
                foreach (var box in boxes.Boxes)
                {
                    x.Add(box.FromX);
                    x.Add(box.ToX);
                    y.Add(box.FromY);
                    y.Add(box.ToY);
                }

                break;
            case HeatMap map:
                x.AddExact(map.FromX, map.ToX);
                y.AddExact(map.FromY, map.ToY);
                break;
            default:
                throw new NotSupportedException($"No limits are known for a mark of type {mark.GetType().Name}.");
        }
    }

    private static void Collect(ImmutableArray<PlotPoint> points, Limits x, Limits y)
    {
        foreach (var point in points)
        {
            x.Add(point.X);
            y.Add(point.Y, point.Ends);
        }
    }
}
