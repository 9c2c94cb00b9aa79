using System.Collections.Immutable;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Rendering;

/// <summary>
/// Gathers plain rectangles that follow one another, so that a renderer can write all of one colour as one path. A heat
/// map of thousands of cells becomes one path a colour instead of one a cell. The order of painting changes only where
/// no two overlap, and nobody can see it.
/// </summary>
internal static class PlainRects
{
    private const int MostOpen = 2000;

    /// <summary>
    /// The plain rectangles that begin at <paramref name="start"/>, arranged for painting, and the index of the first
    /// item after them; null if the first item is something else.
    /// </summary>
    public static (List<PlainRect> Rects, int End)? Gather(ImmutableArray<SceneItem> items, int start)
    {
        if (Of(items[start]) is not { } next)
        {
            return null;
        }

        var rects = new List<PlainRect>();
        var end = start;
        for (PlainRect? rect = next; rect is { } added; rect = end < items.Length ? Of(items[end]) : null)
        {
            end++;
            if (!added.Rect.IsEmpty)
            {
                rects.Add(added);
            }
        }

        return (rects.Count < 2 || AnyOverlap(rects) ? rects : SeamlessRects.Arrange(rects), end);
    }

    private static PlainRect? Of(SceneItem item) =>
        item is PathItem { Stroke: null, Fill: { Hatch: Hatch.None } fill } path && GridRect.Of(path.Path) is { } rect
            ? new PlainRect(rect, fill.Color)
            : null;

    /// <summary>Sweeps down the page with the rectangles that the sweep line crosses.</summary>
    private static bool AnyOverlap(List<PlainRect> rects)
    {
        var sorted = rects.ConvertAll(r => r.Rect);
        sorted.Sort((a, b) => a.Top != b.Top ? a.Top.CompareTo(b.Top) : a.Left.CompareTo(b.Left));
        var open = new List<GridRect>();
        foreach (var rect in sorted)
        {
            if (open.Count > MostOpen)
            {
                return true; // not known, and too much work to find out
            }

            var kept = 0;
            for (var i = 0; i < open.Count; i++)
            {
                var other = open[i];
                if (other.Bottom <= rect.Top)
                {
                    continue;
                }

                if (other.Left < rect.Right && rect.Left < other.Right)
                {
                    return true;
                }

                open[kept++] = other;
            }

            open.RemoveRange(kept, open.Count - kept);
            open.Add(rect);
        }

        return false;
    }
}
