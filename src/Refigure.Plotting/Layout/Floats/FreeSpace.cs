using System.Runtime.InteropServices;
using Refigure.Plotting.Figures;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Layout.Floats;

/// <summary>Looks for places in a plot where something covers nothing.</summary>
internal static class FreeSpace
{
    private const double EdgeDistance = 3;
    private const double Clearance = 2.5;
    private const double AmpleClearance = 9;
    private const int Columns = 17;
    private const int Rows = 9;

    /// <summary>The best free place; null if there is none.</summary>
    public static Rect? Find(Floating item, Rect plot, List<Rect> obstacles)
    {
        var best = (Score: double.MinValue, Rect: default(Rect));
        foreach (var (rect, fraction) in Candidates(item, plot))
        {
            var distance = DistanceToNearest(rect, obstacles);
            if (distance < Clearance || !plot.Contains(rect))
            {
                continue;
            }

            var score = Score(fraction, item.Preferred) + (Math.Min(distance, AmpleClearance) / AmpleClearance * 0.35);
            if (score > best.Score)
            {
                best = (score, rect);
            }
        }

        return best.Score > double.MinValue ? best.Rect : null;
    }

    /// <summary>The place that covers the least, for when there is no free one.</summary>
    public static Rect LeastCovered(Floating item, Rect plot, List<Rect> obstacles)
    {
        var best = (Covered: double.MaxValue, Rect: default(Rect));
        foreach (var (rect, _) in Candidates(item, plot))
        {
            var covered = 0.0;
            foreach (var obstacle in obstacles)
            {
                var width = Math.Min(rect.Right, obstacle.Right) - Math.Max(rect.X, obstacle.X);
                var height = Math.Min(rect.Bottom, obstacle.Bottom) - Math.Max(rect.Y, obstacle.Y);
                covered += width > 0 && height > 0 ? width * height : 0;
            }

            if (covered < best.Covered)
            {
                best = (covered, rect);
            }
        }

        return best.Rect;
    }

    /// <summary>Places from the top left to the bottom right, with their fractions of the free play.</summary>
    private static IEnumerable<(Rect Rect, AxesPoint Fraction)> Candidates(Floating item, Rect plot)
    {
        if (item.Center is { } center)
        {
            var x = plot.X + (center.X * plot.Width) - (item.Width / 2);
            var y = plot.Bottom - (center.Y * plot.Height) - (item.Height / 2);
            yield return (new(x, y, item.Width, item.Height), center);
            yield break;
        }

        for (var row = 0; row < Rows; row++)
        {
            for (var column = 0; column < Columns; column++)
            {
                var fraction = new AxesPoint((double)column / (Columns - 1), 1 - ((double)row / (Rows - 1)));
                if (item.Anchor == Anchor.Free || fraction == PlaceOf(item.Anchor))
                {
                    yield return (At(fraction, item, plot), fraction);
                }
            }
        }
    }

    private static Rect At(AxesPoint fraction, Floating item, Rect plot)
    {
        var playX = plot.Width - item.Width - (2 * EdgeDistance);
        var playY = plot.Height - item.Height - (2 * EdgeDistance);
        var x = plot.X + EdgeDistance + (fraction.X * playX);
        var y = plot.Y + EdgeDistance + ((1 - fraction.Y) * playY);
        return new(x, y, item.Width, item.Height);
    }

    private static AxesPoint PlaceOf(Anchor anchor) =>
        anchor switch
        {
            Anchor.TopLeft => new(0, 1),
            Anchor.Top => new(0.5, 1),
            Anchor.TopRight => new(1, 1),
            Anchor.Left => new(0, 0.5),
            Anchor.Right => new(1, 0.5),
            Anchor.BottomLeft => new(0, 0),
            Anchor.Bottom => new(0.5, 0),
            _ => new(1, 0),
        };

    /// <summary>Edges look tidier than the middle, and the preferred place tidier than others.</summary>
    private static double Score(AxesPoint at, AxesPoint preferred)
    {
        var (dx, dy) = (at.X - preferred.X, at.Y - preferred.Y);
        var edge = Math.Max(Math.Abs(at.X - 0.5), Math.Abs(at.Y - 0.5));
        return edge - (0.6 * Math.Abs(dx)) - (0.8 * Math.Abs(dy));
    }

    /// <summary>The distance to the nearest obstacle; any value under the clearance means that it is too near.</summary>
    private static double DistanceToNearest(Rect rect, List<Rect> obstacles)
    {
        var nearest = double.MaxValue;
        foreach (ref readonly var obstacle in CollectionsMarshal.AsSpan(obstacles))
        {
            var dx = Math.Max(0, Math.Max(obstacle.X - rect.Right, rect.X - obstacle.Right));
            var dy = Math.Max(0, Math.Max(obstacle.Y - rect.Bottom, rect.Y - obstacle.Bottom));
            nearest = Math.Min(nearest, (dx * dx) + (dy * dy));
            if (nearest < Clearance * Clearance)
            {
                break;
            }
        }

        return Math.Sqrt(nearest);
    }
}
