using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Rendering;

/// <summary>
/// One tile of a hatch in points, y downwards. Lines run on past the tile's edges, and are there again on the far
/// side, so that the tiles join without a seam.
/// </summary>
/// <param name="Size">Width and height of the tile.</param>
/// <param name="LineWidth">Width of the lines.</param>
/// <param name="Lines">Ends of the lines.</param>
/// <param name="Dots">Centres of the dots.</param>
/// <param name="DotRadius">Radius of the dots.</param>
internal sealed record HatchTile(double Size, double LineWidth, HatchLine[] Lines, Point[] Dots, double DotRadius)
{
    private const double Diagonal = 6;
    private const double Straight = 4;
    private const double Dotted = 5;
    private const double Width = 0.6;

    /// <summary>
    /// How often the lines repeat in one tile. Viewers that paint tiles as pixels round their edges: the fewer edges,
    /// the fewer places where a line looks notched.
    /// </summary>
    private const int Repeats = 8;

    /// <summary>The tile of a hatch other than <see cref="Hatch.None"/>.</summary>
    public static HatchTile Of(Hatch hatch) =>
        hatch switch
        {
            Hatch.Rising => OfLines(Diagonal, Rising()),
            Hatch.Falling => OfLines(Diagonal, Falling()),
            Hatch.Crossed => OfLines(Diagonal, [.. Rising(), .. Falling()]),
            Hatch.Horizontal => OfLines(Straight, Horizontal()),
            Hatch.Vertical => OfLines(Straight, Vertical()),
            Hatch.Dots => new(Dotted, 0, [], [new(1.25, 1.25), new(3.75, 3.75)], 0.6),
            _ => throw new ArgumentOutOfRangeException(nameof(hatch), hatch, "There is no such hatch."),
        };

    /// <summary>The hatch's name in lower case.</summary>
    public static string NameOf(Hatch hatch) =>
        hatch switch
        {
            Hatch.Rising => "rising",
            Hatch.Falling => "falling",
            Hatch.Crossed => "crossed",
            Hatch.Horizontal => "horizontal",
            Hatch.Vertical => "vertical",
            Hatch.Dots => "dots",
            _ => "none",
        };

    private static HatchTile OfLines(double period, HatchLine[] lines) => new(period * Repeats, Width, lines, [], 0);

    /// <summary>Lines x + y = c from edge to edge, and a point further on both sides.</summary>
    private static HatchLine[] Rising()
    {
        const double Edge = Diagonal * Repeats;
        var lines = new HatchLine[(2 * Repeats) + 1];
        for (var i = 0; i < lines.Length; i++)
        {
            var c = i * Diagonal;
            var low = Math.Max(-1, c - Edge - 1);
            lines[i] = new HatchLine(new Point(low, c - low), new Point(c - low, low));
        }

        return lines;
    }

    private static HatchLine[] Falling()
    {
        var lines = Rising();
        for (var i = 0; i < lines.Length; i++)
        {
            lines[i] = new HatchLine(Mirror(lines[i].From), Mirror(lines[i].To));
        }

        return lines;

        static Point Mirror(Point point) => point with { X = (Diagonal * Repeats) - point.X };
    }

    private static HatchLine[] Horizontal()
    {
        var lines = new HatchLine[Repeats];
        for (var i = 0; i < lines.Length; i++)
        {
            var y = (i + 0.5) * Straight;
            lines[i] = new HatchLine(new Point(-1, y), new Point((Straight * Repeats) + 1, y));
        }

        return lines;
    }

    private static HatchLine[] Vertical()
    {
        var lines = Horizontal();
        for (var i = 0; i < lines.Length; i++)
        {
            var (from, to) = (lines[i].From, lines[i].To);
            lines[i] = new HatchLine(new Point(from.Y, from.X), new Point(to.Y, to.X));
        }

        return lines;
    }
}
