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

    private readonly List<PlainRect> _rects;
    private readonly int[] _ranks;
    private readonly int[] _right;
    private readonly int[] _left;
    private readonly int[] _below;
    private readonly int[] _above;
    private readonly long _reach;

    private SeamlessRects(List<PlainRect> rects)
    {
        _rects = rects;
        _ranks = new int[rects.Count];
        (_right, _left) = (Nobody(rects.Count), Nobody(rects.Count));
        (_below, _above) = (Nobody(rects.Count), Nobody(rects.Count));
        _reach = Reach;
        foreach (var (rect, _) in rects)
        {
            _reach = Math.Min(_reach, Math.Min(rect.Right - rect.Left, rect.Bottom - rect.Top));
        }
    }

    /// <summary>The rectangles in a new order, those of a colour together, some longer and some joined.</summary>
    public static List<PlainRect> Arrange(List<PlainRect> rects)
    {
        var arranger = new SeamlessRects(rects);
        var order = arranger.RankByColor();
        arranger.Link();
        var result = new List<PlainRect>(rects.Count);
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
        var ranks = new Dictionary<Rgb, int>();
        foreach (var color in _rects.Select(rect => rect.Color).Distinct().OrderBy(Lightness))
        {
            ranks.Add(color, ranks.Count);
        }

        var order = new int[_rects.Count];
        var keys = new long[_rects.Count];
        for (var i = 0; i < order.Length; i++)
        {
            _ranks[i] = ranks[_rects[i].Color];
            (order[i], keys[i]) = (i, ((long)_ranks[i] << 32) | (uint)i);
        }

        Array.Sort(keys, order);
        return order;
    }

    /// <summary>The lightness as a whole number, different for different colours.</summary>
    private static long Lightness(Rgb color)
    {
        var weighed = (2126 * color.R) + (7152 * color.G) + (722 * color.B);
        return ((long)weighed << 24) | (long)((color.R << 16) | (color.G << 8) | color.B);
    }

    /// <summary>Finds for each rectangle those that share a whole side with it.</summary>
    private void Link()
    {
        var corners = new Dictionary<(long, long), int>(_rects.Count);
        for (var i = 0; i < _rects.Count; i++)
        {
            corners[(_rects[i].Rect.Left, _rects[i].Rect.Top)] = i;
        }

        for (var i = 0; i < _rects.Count; i++)
        {
            var rect = _rects[i].Rect;
            if (corners.TryGetValue((rect.Right, rect.Top), out var other) && _rects[other].Rect.Bottom == rect.Bottom)
            {
                (_right[i], _left[other]) = (other, i);
            }

            if (corners.TryGetValue((rect.Left, rect.Bottom), out other) && _rects[other].Rect.Right == rect.Right)
            {
                (_below[i], _above[other]) = (other, i);
            }
        }
    }

    /// <summary>Adds the rectangles of one colour that follow <paramref name="first"/> to the right, as one.</summary>
    private void AddRun(List<PlainRect> result, int first)
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
        Array.Fill(links, None);
        return links;
    }
}
