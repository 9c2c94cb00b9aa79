using System.Collections.Immutable;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Layout.Drawing;

/// <summary>Many rectangles as one path.</summary>
internal sealed class RectanglePath
{
    private readonly ImmutableArray<PathVerb>.Builder verbs = ImmutableArray.CreateBuilder<PathVerb>();
    private readonly ImmutableArray<Point>.Builder points = ImmutableArray.CreateBuilder<Point>();

    public void Add(Rect rect)
    {
        verbs.AddRange(PathVerb.Move, PathVerb.Line, PathVerb.Line, PathVerb.Line, PathVerb.Close);
        points.Add(new(rect.X, rect.Y));
        points.Add(new(rect.Right, rect.Y));
        points.Add(new(rect.Right, rect.Bottom));
        points.Add(new(rect.X, rect.Bottom));
    }

    public PathGeometry ToGeometry() => new(verbs.DrainToImmutable(), points.DrainToImmutable());
}
