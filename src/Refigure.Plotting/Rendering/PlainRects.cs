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
    /// <summary>The plain rectangles that begin at <paramref name="start"/>; null if the first item is something else.</summary>
    public static RectBatch? Gather(ImmutableArray<SceneItem> items, int start)
    {
        if (Of(items[start]) is null)
        {
            return null;
        }

        var rects = new RectList(4);
        var end = start;
        for (; end < items.Length && Of(items[end]) is { } rect; end++)
        {
            if (!rect.Rect.IsEmpty)
            {
                rects.Add(rect);
            }
        }

        var arrange = rects.Count > 1 && !RectSweep.AnyOverlap(rects);
        return new RectBatch(arrange ? SeamlessRects.Arrange(rects) : rects, end);
    }

    private static PlainRect? Of(SceneItem item) =>
        item is PathItem { Stroke: null, Fill: { Hatch: Hatch.None } fill } path && GridRect.Of(path.Path) is { } rect
            ? new PlainRect(rect, fill.Color)
            : null;
}
