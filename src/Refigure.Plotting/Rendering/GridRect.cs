using System.Runtime.InteropServices;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Rendering;

/// <summary>
/// A rectangle on the grid of what is written, hundredths of a point (7200 to the inch). Edges are rounded, not sizes:
/// rectangles that touch still touch.
/// </summary>
internal readonly record struct GridRect(long Left, long Top, long Right, long Bottom)
{
    /// <summary>Decimals of coordinates in the files.</summary>
    public const int Decimals = 2;

    public bool IsEmpty => Left == Right || Top == Bottom;

    /// <summary>The outline as a rectangle; null if it is another shape, or one that is not parallel to the axes.</summary>
    public static GridRect? Of(PathGeometry path)
    {
        var verbs = ImmutableCollectionsMarshal.AsArray(path.Verbs) ?? [];
        var points = ImmutableCollectionsMarshal.AsArray(path.Points) ?? [];
        if (
            verbs is not [PathVerb.Move, PathVerb.Line, PathVerb.Line, PathVerb.Line, PathVerb.Close]
            || points.Length != 4
        )
        {
            return null;
        }

        ref readonly var a = ref points[0];
        ref readonly var b = ref points[1];
        ref readonly var c = ref points[2];
        ref readonly var d = ref points[3];
        var rowsFirst = Same(a.Y, b.Y) && Same(b.X, c.X) && Same(c.Y, d.Y) && Same(d.X, a.X);
        var columnsFirst = Same(a.X, b.X) && Same(b.Y, c.Y) && Same(c.X, d.X) && Same(d.Y, a.Y);
        return rowsFirst || columnsFirst ? Between(a.X, a.Y, c.X, c.Y) : null;
    }

    public static GridRect Of(Rect rect) => Between(rect.X, rect.Y, rect.Right, rect.Bottom);

    private static GridRect Between(double x1, double y1, double x2, double y2)
    {
        var (left, right) = (ByteBuffer.Scale(x1, Decimals), ByteBuffer.Scale(x2, Decimals));
        var (top, bottom) = (ByteBuffer.Scale(y1, Decimals), ByteBuffer.Scale(y2, Decimals));
        return new GridRect(Math.Min(left, right), Math.Min(top, bottom), Math.Max(left, right), Math.Max(top, bottom));
    }

    private static bool Same(double a, double b) => a.Equals(b);
}
