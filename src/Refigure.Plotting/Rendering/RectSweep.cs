namespace Refigure.Plotting.Rendering;

/// <summary>Finds out whether any two of many rectangles overlap.</summary>
internal static class RectSweep
{
    /// <summary>
    /// Sweeps down the page. The rectangles that the sweep line crosses, and some that it has passed, are kept in order
    /// from left to right; they do not overlap from left to right, so that a new one has only to be held against those
    /// where it belongs.
    /// </summary>
    public static bool AnyOverlap(RectList rects)
    {
        var open = new int[rects.Count];
        var count = 0;
        foreach (var index in DownThePage(rects))
        {
            ref readonly var rect = ref rects[index];
            var first = FirstReaching(rects, open, count, rect.Rect.Left);
            var end = first;
            while (end < count && rects[open[end]].Rect.Left < rect.Rect.Right)
            {
                if (rects[open[end]].Rect.Bottom > rect.Rect.Top)
                {
                    return true;
                }

                end++;
            }

            if (end != first + 1)
            {
                Array.Copy(open, end, open, first + 1, count - end);
                count += first + 1 - end;
            }

            open[first] = index;
        }

        return false;
    }

    /// <summary>The place of the first open rectangle that ends to the right of <paramref name="left"/>.</summary>
    private static int FirstReaching(RectList rects, int[] open, int count, long left)
    {
        var (low, high) = (0, count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (rects[open[middle]].Rect.Right <= left)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>The indices in order of the upper edges: a merge sort from runs of one upwards.</summary>
    private static int[] DownThePage(RectList rects)
    {
        var (order, merged) = (new int[rects.Count], new int[rects.Count]);
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        for (var run = 1; run < order.Length; run *= 2)
        {
            for (var start = 0; start < order.Length; start += 2 * run)
            {
                var middle = Math.Min(start + run, order.Length);
                var end = Math.Min(middle + run, order.Length);
                if (middle == end || Top(order[middle - 1]) <= Top(order[middle]))
                {
                    Array.Copy(order, start, merged, start, end - start);
                    continue;
                }

                var (a, b) = (start, middle);
                for (var to = start; to < end; to++)
                {
                    var takeFirst = b == end || (a < middle && Top(order[a]) <= Top(order[b]));
                    merged[to] = takeFirst ? order[a++] : order[b++];
                }
            }

            (order, merged) = (merged, order);
        }

        return order;

        long Top(int index) => rects[index].Rect.Top;
    }
}
