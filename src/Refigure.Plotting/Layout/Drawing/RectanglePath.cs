using System.Collections.Immutable;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Layout.Drawing;

/// <summary>Many rectangles as one path.</summary>
internal sealed class RectanglePath
{
    private readonly ImmutableArray<PathVerb>.Builder _verbs = ImmutableArray.CreateBuilder<PathVerb>();
    private readonly ImmutableArray<Point>.Builder _points = ImmutableArray.CreateBuilder<Point>();

    public void Add(Rect rect)
    {
        _verbs.AddRange(PathVerb.Move, PathVerb.Line, PathVerb.Line, PathVerb.Line, PathVerb.Close);
        _points.Add(new(rect.X, rect.Y));
        _points.Add(new(rect.Right, rect.Y));
        _points.Add(new(rect.Right, rect.Bottom));
        _points.Add(new(rect.X, rect.Bottom));
    }

    public PathGeometry ToGeometry() => new(_verbs.DrainToImmutable(), _points.DrainToImmutable());
}
