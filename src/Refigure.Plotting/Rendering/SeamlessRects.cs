using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Rendering;

/// <summary>
/// Arranges rectangles that do not overlap by colour, and lets each reach a little under its neighbours that are painted
/// after it. Viewers smooth every edge by itself, and the page would shine through between two that only touch: a heat
/// map would look like a grid. What is seen at the end has its edges where they were.
/// </summary>
internal sealed class SeamlessRects
{
    private const long Reach = 50; // hundredths of a point
    private const int None = -1;

    private readonly RectList _rects;
    private readonly int[] _ranks;
    private readonly int[] _right;
    private readonly int[] _left;
    private readonly int[] _below;
    private readonly int[] _above;
    private readonly long _reach;

    private SeamlessRects(RectList rects)
    {
        _rects = rects;
        _ranks = new int[rects.Count];
        (_right, _left) = (Nobody(rects.Count), Nobody(rects.Count));
        (_below, _above) = (Nobody(rects.Count), Nobody(rects.Count));
        _reach = Reach;
        for (var i = 0; i < rects.Count; i++)
        {
            var rect = rects[i].Rect;
            _reach = Math.Min(_reach, Math.Min(rect.Right - rect.Left, rect.Bottom - rect.Top));
        }
    }

    /// <summary>The rectangles in a new order, those of a colour together, some longer and some joined.</summary>
    public static RectList Arrange(RectList rects)
    {
        var arranger = new SeamlessRects(rects);
        var order = arranger.RankByColor();
        arranger.Link();
        var result = new RectList(rects.Count);
        foreach (var index in order)
        {
            if (!arranger.Joins(arranger._left[index], index))
            {
                arranger.AddRun(result, index);
            }
        }

        return result;
    }

    /// <summary>
    /// The order of painting: dark to light. Where colours change smoothly it also follows the map, which lets most
    /// rectangles reach out as a whole.
    /// </summary>
    private int[] RankByColor()
    {
        var keys = new int[_rects.Count];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = ColorKey(_rects[i].Color);
        }

        var distinct = (int[])keys.Clone();
        Array.Sort(distinct);
        var count = 0;
        foreach (var key in distinct)
        {
            if (count == 0 || distinct[count - 1] != key)
            {
                distinct[count++] = key;
            }
        }

        var starts = new int[count + 1];
        for (var i = 0; i < keys.Length; i++)
        {
            _ranks[i] = IndexOf(distinct, count, keys[i]);
            starts[_ranks[i] + 1]++;
        }

        for (var rank = 1; rank <= count; rank++)
        {
            starts[rank] += starts[rank - 1];
        }

        var order = new int[keys.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            order[starts[_ranks[i]]++] = i;
        }

        return order;
    }

    private static int IndexOf(int[] sorted, int count, int key)
    {
        var (low, high) = (0, count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] < key)
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

    /// <summary>A number that is different for different colours, and grows roughly with their lightness.</summary>
    private static int ColorKey(Rgb color)
    {
        var lightness = ((2126 * color.R) + (7152 * color.G) + (722 * color.B)) >> 15; // 7 bits
        return (lightness << 24) | (color.R << 16) | (color.G << 8) | color.B;
    }

    /// <summary>Finds for each rectangle those that share a whole side with it.</summary>
    private void Link()
    {
        var corners = new CornerIndex(_rects);
        for (var i = 0; i < _rects.Count; i++)
        {
            var rect = _rects[i].Rect;
            var other = corners.Find(rect.Right, rect.Top);
            if (other != None && _rects[other].Rect.Bottom == rect.Bottom)
            {
                (_right[i], _left[other]) = (other, i);
            }

            other = corners.Find(rect.Left, rect.Bottom);
            if (other != None && _rects[other].Rect.Right == rect.Right)
            {
                (_below[i], _above[other]) = (other, i);
            }
        }
    }

    /// <summary>Adds the rectangles of one colour that follow <paramref name="first"/> to the right, as one.</summary>
    private void AddRun(RectList result, int first)
    {
        var last = first;
        var uniform = true;
        while (Joins(_right[last], first))
        {
            last = _right[last];
            uniform &= SameReach(first, last);
        }

        var color = _rects[first].Color;
        var run = _rects[first].Rect with { Right = _rects[last].Rect.Right };
        var (left, right) = (IsLater(_left[first], first), IsLater(_right[last], last));
        var wide = run with { Left = run.Left - (left ? _reach : 0), Right = run.Right + (right ? _reach : 0) };
        if (uniform && !CutsCorner(first, _left) && !CutsCorner(last, _right))
        {
            result.Add(new PlainRect(Tall(wide, first), color));
            return;
        }

        result.Add(new PlainRect(wide, color));
        for (var start = first; start != None; )
        {
            var end = start;
            while (end != last && SameReach(start, _right[end]))
            {
                end = _right[end];
            }

            var part = run with { Left = _rects[start].Rect.Left, Right = _rects[end].Rect.Right };
            var tall = Tall(part, start);
            if (tall != part)
            {
                result.Add(new PlainRect(tall, color));
            }

            start = end == last ? None : _right[end];
        }
    }

    /// <summary>
    /// Whether reaching out both to that side and up or down would cover the corner of a rectangle that is not painted
    /// over it.
    /// </summary>
    private bool CutsCorner(int index, int[] side)
    {
        var beside = side[index];
        return IsLater(beside, index)
            && (
                (IsLater(_above[index], index) && !IsNotBefore(_above[beside], index))
                || (IsLater(_below[index], index) && !IsNotBefore(_below[beside], index))
            );
    }

    private GridRect Tall(GridRect rect, int index) =>
        rect with
        {
            Top = rect.Top - (IsLater(_above[index], index) ? _reach : 0),
            Bottom = rect.Bottom + (IsLater(_below[index], index) ? _reach : 0),
        };

    private bool SameReach(int a, int b) =>
        IsLater(_above[a], a) == IsLater(_above[b], b) && IsLater(_below[a], a) == IsLater(_below[b], b);

    private bool Joins(int other, int index) => other != None && _ranks[other] == _ranks[index];

    private bool IsLater(int other, int index) => other != None && _ranks[other] > _ranks[index];

    private bool IsNotBefore(int other, int index) => other != None && _ranks[other] >= _ranks[index];

    private static int[] Nobody(int count)
    {
        var links = new int[count];
        for (var i = 0; i < count; i++)
        {
            links[i] = None;
        }

        return links;
    }
}
