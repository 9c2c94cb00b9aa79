using Refigure.Plotting.Fonts;
using Refigure.Plotting.Layout;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Tests.Layout;

/// <summary>Looks at a scene as a reader does: which texts there are and where, which areas have which colour.</summary>
internal sealed class SceneReader
{
    private readonly ITextMeasurer _measurer;
    private readonly List<(int Order, TextItem Item, TextBox Box)> _texts = [];
    private readonly List<(int Order, Rect Rect, Fill Fill)> _areas = [];
    private readonly List<PathItem> _paths = [];
    private int _count;

    /// <param name="scene">The page.</param>
    /// <param name="measurer">What it was laid out with; null for <see cref="PlainMeasurer"/>.</param>
    public SceneReader(Scene scene, ITextMeasurer? measurer = null)
    {
        Scene = scene;
        _measurer = measurer ?? new PlainMeasurer();
        Read(scene.Items);
    }

    public Scene Scene { get; }

    public IEnumerable<(TextItem Item, TextBox Box)> Texts => _texts.Select(text => (text.Item, text.Box));

    public IEnumerable<string> Strings => _texts.Select(text => text.Item.Text);

    /// <summary>Filled rectangles in the order of painting.</summary>
    public IEnumerable<(Rect Rect, Fill Fill)> Areas => _areas.Select(area => (area.Rect, area.Fill));

    public IEnumerable<PathItem> Paths => _paths;

    public Rect Page => new(0, 0, Scene.Width, Scene.Height);

    public (TextItem Item, TextBox Box) Text(string text) => Texts.Single(found => found.Item.Text == text);

    public IReadOnlyList<Rect> AreasOf(Rgb color) =>
        [.. Areas.Where(area => area.Fill.Color == color).Select(area => area.Rect)];

    /// <summary>What lies directly under a text: the last area painted before it that holds all of it; else paper.</summary>
    public Rgb Under(TextItem item)
    {
        var text = _texts.First(found => ReferenceEquals(found.Item, item));
        var bounds = text.Box.Bounds;
        var under = _areas.LastOrDefault(area => area.Order < text.Order && area.Rect.Contains(bounds));
        return under.Fill?.Color ?? Rgb.White;
    }

    /// <summary>Lines with exactly these many points, as drawn.</summary>
    public IEnumerable<PathItem> Lines(int points) =>
        _paths.Where(path => path.Fill is null && path.Path.Points.Length == points);

    private void Read(IEnumerable<SceneItem> items)
    {
        foreach (var item in items)
        {
            _count++;
            switch (item)
            {
                case TextItem text:
                    _texts.Add((_count, text, TextBox.Of(text, _measurer)));
                    break;
                case ClipItem clip:
                    Read(clip.Items);
                    break;
                case PathItem path:
                    _paths.Add(path);
                    if (path.Fill is { } fill && RectangleOf(path.Path) is { } rect)
                    {
                        _areas.Add((_count, rect, fill));
                    }

                    break;
            }
        }
    }

    private static Rect? RectangleOf(PathGeometry path) =>
        path.Points.Length == 4 && path.Points[0].Y == path.Points[1].Y && path.Points[1].X == path.Points[2].X
            ? new Rect(
                path.Points[0].X,
                path.Points[0].Y,
                path.Points[2].X - path.Points[0].X,
                path.Points[2].Y - path.Points[0].Y
            )
            : null;
}
