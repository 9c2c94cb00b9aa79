using System.Collections.Immutable;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Layout;

/// <summary>
/// Collects what is drawn, and keeps book of two things: how far it reaches, so that margins follow from what
/// is there, and what must not be covered.
/// </summary>
internal sealed class Canvas(Typesetter type)
{
    private readonly List<SceneItem>[] _layers =
    [
        [],
        [],
        [],
        [],
        [],
    ];
    private double _left = double.MaxValue;
    private double _top = double.MaxValue;
    private double _right = double.MinValue;
    private double _bottom = double.MinValue;

    /// <summary>Places that legends, notes and insets must leave free.</summary>
    public List<Rect> Obstacles { get; } = [];

    /// <summary>Where tagged data lies.</summary>
    public List<Target> Targets { get; } = [];

    /// <summary>Whether something had to be put over something else: more height would help.</summary>
    public bool IsCrowded { get; set; }

    /// <summary>The smallest rectangle around everything so far; empty at the origin if nothing is there.</summary>
    public Rect Extent => _left > _right ? default : new(_left, _top, _right - _left, _bottom - _top);

    public void Add(Layer layer, SceneItem item, Rect bounds)
    {
        _layers[(int)layer].Add(item);
        Reach(bounds);
    }

    /// <summary>Notes where tagged data lies.</summary>
    public void Mark(object? tag, Rect bounds)
    {
        if (tag is not null)
        {
            Targets.Add(new(bounds, tag));
        }
    }

    public Rect AddText(Layer layer, TextItem text)
    {
        var bounds = type.Bounds(text);
        if (text.Text.Length > 0)
        {
            Add(layer, text, bounds);
        }

        return bounds;
    }

    public void AddRect(Layer layer, Rect rect, Fill? fill, Stroke? stroke = null) =>
        Add(layer, new PathItem(PathGeometry.Rectangle(rect), fill, stroke), Grown(rect, (stroke?.Width ?? 0) / 2));

    public void AddLine(Layer layer, Point from, Point to, Stroke stroke) =>
        Add(layer, new PathItem(PathGeometry.Polyline([from, to]), null, stroke), Around(from, to));

    /// <summary>Makes the panel reach at least so far without drawing anything there.</summary>
    public void Reach(Rect bounds)
    {
        _left = Math.Min(_left, bounds.X);
        _top = Math.Min(_top, bounds.Y);
        _right = Math.Max(_right, bounds.Right);
        _bottom = Math.Max(_bottom, bounds.Bottom);
    }

    /// <summary>Takes over everything of another canvas, on one layer.</summary>
    public void Include(Layer layer, Canvas other)
    {
        _layers[(int)layer].AddRange(other.Items);
        Targets.AddRange(other.Targets);
        Reach(other.Extent);
    }

    /// <summary>Everything in the order of painting.</summary>
    public IEnumerable<SceneItem> Items => _layers.SelectMany(items => items);

    public ImmutableArray<SceneItem> ToItems() => [.. Items];

    public static Rect Grown(Rect rect, double by) =>
        new(rect.X - by, rect.Y - by, rect.Width + (2 * by), rect.Height + (2 * by));

    public static Rect Around(Point a, Point b) =>
        new(Math.Min(a.X, b.X), Math.Min(a.Y, b.Y), Math.Abs(a.X - b.X), Math.Abs(a.Y - b.Y));
}
