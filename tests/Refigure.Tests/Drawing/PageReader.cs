using System.Collections.Immutable;
using Refigure.Plotting.Fonts;
using Refigure.Plotting.Scenes;

namespace Refigure.Tests.Drawing;

/// <summary>Looks at a laid-out page as a reader does: texts, areas and lines, and what lies over what.</summary>
internal sealed class PageReader
{
    private readonly ITextMeasurer _measurer;
    private readonly List<PageText> _texts = [];
    private readonly List<PageArea> _areas = [];
    private readonly List<PageStroke> _strokes = [];
    private int _count;

    public PageReader(Scene scene, ITextMeasurer measurer)
    {
        _measurer = measurer;
        Page = new(0, 0, scene.Width, scene.Height);
        Read(scene.Items, Page);
    }

    public Rect Page { get; }

    public IReadOnlyList<PageText> Texts => _texts;

    public IReadOnlyList<PageArea> Areas => _areas;

    public IReadOnlyList<PageStroke> Strokes => _strokes;

    /// <summary>
    /// Whether a text is written on the page, in the order of painting; it may go on in the next line, even within a word.
    /// </summary>
    public bool Says(string text) =>
        Joined(_texts.Select(t => t.Text)).Contains(Joined([text]), StringComparison.Ordinal);

    private static string Joined(IEnumerable<string> parts) =>
        string.Concat(parts).Replace(" ", "", StringComparison.Ordinal);

    /// <summary>Filled rectangles in a colour.</summary>
    public IEnumerable<PageArea> ColouredRectangles =>
        _areas.Where(a => a.IsRectangle && a.Fill.Color != Rgb.White && a.Bounds.Height > 0);

    /// <summary>The colours directly under a text, hatches included; paper where nothing was painted.</summary>
    public ImmutableArray<Rgb> Under(PageText text)
    {
        var colours = new HashSet<Rgb>();
        foreach (var point in text.Box.Samples())
        {
            var top = _areas.LastOrDefault(a => a.Order < text.Order && a.Covers(point));
            colours.Add(top?.Fill.Color ?? Rgb.White);
            if (top is { Fill.Hatch: not Hatch.None })
            {
                colours.Add(top.Fill.HatchColor);
            }
        }

        return [.. colours];
    }

    /// <summary>Whether something that was painted later hides a part of the text.</summary>
    public bool IsHidden(PageText text) => _areas.Any(a => a.Order > text.Order && text.Box.Samples().Any(a.Covers));

    /// <summary>A line that can be seen through a text: dark, and no area between the two.</summary>
    public bool IsStruckThrough(PageText text) =>
        _strokes.Any(s =>
            !s.IsOutline
            && s.Stroke.Color.ContrastWith(Rgb.White) > 2
            && text.Box.Overlaps(s.Line, 0.4)
            && !_areas.Any(a =>
                a.Order > s.Order && a.Order < text.Order && a.IsRectangle && text.Box.Samples().All(a.Covers)
            )
        );

    private void Read(ImmutableArray<SceneItem> items, Rect clip)
    {
        foreach (var item in items)
        {
            _count++;
            switch (item)
            {
                case TextItem text:
                    _texts.Add(new(_count, text, Quad.Of(text, _measurer)));
                    break;
                case ClipItem inner:
                    Read(inner.Items, inner.Bounds);
                    break;
                case PathItem path:
                    Read(path, clip);
                    break;
            }
        }
    }

    private void Read(PathItem path, Rect clip)
    {
        if (path.Fill is { } fill)
        {
            _areas.Add(new(_count, path.Path, fill, clip));
        }

        if (path.Stroke is { Width: > 0 } stroke && !path.Path.Verbs.Contains(PathVerb.Cubic))
        {
            var points = path.Path.Points;
            for (var i = 1; i < points.Length; i++)
            {
                if (path.Path.Verbs[i] == PathVerb.Line)
                {
                    _strokes.Add(new(_count, points[i - 1], points[i], stroke, path.Fill is not null));
                }
            }
        }
    }
}
