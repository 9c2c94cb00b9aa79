using Refigure.Plotting.Marks;

namespace Refigure.Plotting.Layout.Drawing;

/// <summary>Finds the drawer of a mark.</summary>
internal static class MarkDrawer
{
    public static void Draw(Mark mark, PlotFrame frame, Canvas canvas)
    {
        switch (mark)
        {
            case GroupedBars bars:
                GroupedBarsDrawer.Draw(bars, frame, canvas);
                break;
            case StackedBars bars:
                StackedBarsDrawer.Draw(bars, frame, canvas);
                break;
            case LineMark line:
                LineDrawer.Draw(line, frame, canvas);
                break;
            case ScatterMark scatter:
                PointDrawer.Draw(scatter.Points, scatter.Marker, frame, canvas);
                break;
            case AreaMark area:
                AreaDrawer.Draw(area, frame, canvas);
                break;
            case FittedLine fit:
                FittedLineDrawer.Draw(fit, frame, canvas);
                break;
            case ReferenceLine line:
                ReferenceLineDrawer.Draw(line, frame, canvas);
                break;
            case BoxMark boxes:
                BoxDrawer.Draw(boxes, frame, canvas);
                break;
            case HeatMap map:
                HeatMapDrawer.Draw(map, frame, canvas);
                break;
            default:
                throw new NotSupportedException($"No way is known to draw a mark of type {mark.GetType().Name}.");
        }
    }
}
