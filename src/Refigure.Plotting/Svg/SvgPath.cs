using System.Runtime.InteropServices;
using Refigure.Plotting.Rendering;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Svg;

/// <summary>
/// Writes path data as steps from point to point on the grid, which is shorter than places and does not drift: each
/// step leads to where the point was rounded to.
/// </summary>
internal static class SvgPath
{
    private const int Decimals = GridRect.Decimals;

    public static void Write(ByteBuffer output, GridRect rect)
    {
        output.Add((byte)'M').AddScaled(rect.Left, Decimals).Add((byte)' ').AddScaled(rect.Top, Decimals);
        output.Add((byte)'h').AddScaled(rect.Right - rect.Left, Decimals);
        output.Add((byte)'v').AddScaled(rect.Bottom - rect.Top, Decimals);
        output.Add((byte)'h').AddScaled(rect.Left - rect.Right, Decimals).Add((byte)'z');
    }

    public static void WriteLine(ByteBuffer output, HatchLine line)
    {
        var ((x, y), (toX, toY)) = (Place(line.From), Place(line.To));
        output.Add((byte)'M').AddScaled(x, Decimals);
        AddNext(output, y);
        WriteLine(output, toX - x, toY - y);
    }

    public static void Write(ByteBuffer output, PathGeometry path)
    {
        if (GridRect.Of(path) is { } rect)
        {
            Write(output, rect);
            return;
        }

        var (next, x, y, startX, startY) = (0, 0L, 0L, 0L, 0L);
        var points = ImmutableCollectionsMarshal.AsArray(path.Points) ?? [];
        foreach (var verb in ImmutableCollectionsMarshal.AsArray(path.Verbs) ?? [])
        {
            switch (verb)
            {
                case PathVerb.Move:
                    (x, y) = Place(points[next++]);
                    (startX, startY) = (x, y);
                    output.Add((byte)'M').AddScaled(x, Decimals);
                    AddNext(output, y);
                    break;
                case PathVerb.Line:
                    var (toX, toY) = Place(points[next++]);
                    WriteLine(output, toX - x, toY - y);
                    (x, y) = (toX, toY);
                    break;
                case PathVerb.Cubic:
                    output.Add((byte)'c');
                    WriteStep(output, Place(points[next++]), (x, y));
                    output.Add((byte)' ');
                    WriteStep(output, Place(points[next++]), (x, y));
                    output.Add((byte)' ');
                    var end = Place(points[next++]);
                    WriteStep(output, end, (x, y));
                    (x, y) = end;
                    break;
                case PathVerb.Close:
                    output.Add((byte)'z');
                    (x, y) = (startX, startY);
                    break;
            }
        }
    }

    private static void WriteLine(ByteBuffer output, long stepX, long stepY)
    {
        if (stepY == 0)
        {
            output.Add((byte)'h').AddScaled(stepX, Decimals);
        }
        else if (stepX == 0)
        {
            output.Add((byte)'v').AddScaled(stepY, Decimals);
        }
        else
        {
            output.Add((byte)'l').AddScaled(stepX, Decimals);
            AddNext(output, stepY);
        }
    }

    private static void WriteStep(ByteBuffer output, (long X, long Y) to, (long X, long Y) from)
    {
        output.AddScaled(to.X - from.X, Decimals);
        AddNext(output, to.Y - from.Y);
    }

    /// <summary>Adds the second of two numbers: a minus sign parts them well enough.</summary>
    private static void AddNext(ByteBuffer output, long value) =>
        (value < 0 ? output : output.Add((byte)' ')).AddScaled(value, Decimals);

    private static (long X, long Y) Place(Point point) =>
        (ByteBuffer.Scale(point.X, Decimals), ByteBuffer.Scale(point.Y, Decimals));
}
