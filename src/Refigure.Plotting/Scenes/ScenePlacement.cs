using System.Collections.Immutable;

namespace Refigure.Plotting.Scenes;

/// <summary>Puts what is painted somewhere else, larger or smaller: drawings into pages. Hatches keep their size.</summary>
/// <param name="X">Where the left edge goes.</param>
/// <param name="Y">Where the upper edge goes.</param>
/// <param name="Scale">The factor of all lengths.</param>
public sealed record ScenePlacement(double X, double Y, double Scale = 1)
{
    /// <summary>The items at their new place.</summary>
    public ImmutableArray<SceneItem> Place(ImmutableArray<SceneItem> items) => [.. items.Select(Place)];

    private SceneItem Place(SceneItem item) =>
        item switch
        {
            TextItem text => text with { Position = Place(text.Position), Size = text.Size * Scale },
            PathItem path => path with
            {
                Path = path.Path with { Points = [.. path.Path.Points.Select(Place)] },
                Stroke = path.Stroke is { } stroke
                    ? stroke with
                    {
                        Width = stroke.Width * Scale,
                        Dash = [.. stroke.Dash.Select(d => d * Scale)],
                    }
                    : null,
            },
            ClipItem clip => new ClipItem(Place(clip.Bounds), Place(clip.Items)),
            _ => throw new NotSupportedException($"There is no way to place a {item.GetType().Name}."),
        };

    /// <summary>The rectangle at its new place.</summary>
    public Rect Place(Rect rect) =>
        new(X + (rect.X * Scale), Y + (rect.Y * Scale), rect.Width * Scale, rect.Height * Scale);

    private Point Place(Point point) => new(X + (point.X * Scale), Y + (point.Y * Scale));
}
