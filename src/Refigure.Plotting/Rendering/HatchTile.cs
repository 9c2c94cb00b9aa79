using System.Collections.Immutable;
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
internal sealed record HatchTile(
    double Size,
    double LineWidth,
    ImmutableArray<(Point From, Point To)> Lines,
    ImmutableArray<Point> Dots,
    double DotRadius
)
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
            Hatch.Vertical => OfLines(Straight, [.. Horizontal().Select(line => (Swap(line.From), Swap(line.To)))]),
            Hatch.Dots => new(Dotted, 0, [], [new(1.25, 1.25), new(3.75, 3.75)], 0.6),
            _ => throw new ArgumentOutOfRangeException(nameof(hatch), hatch, "There is no such hatch."),
        };

    private static HatchTile OfLines(double period, ImmutableArray<(Point From, Point To)> lines) =>
        new(period * Repeats, Width, lines, [], 0);

    /// <summary>Lines x + y = c from edge to edge, and a point further on both sides.</summary>
    private static ImmutableArray<(Point From, Point To)> Rising()
    {
        const double Edge = Diagonal * Repeats;
        var lines = ImmutableArray.CreateBuilder<(Point, Point)>();
        for (var c = 0.0; c <= 2 * Edge; c += Diagonal)
        {
            var low = Math.Max(-1, c - Edge - 1);
            lines.Add((new(low, c - low), new(c - low, low)));
        }

        return lines.ToImmutable();
    }

    private static ImmutableArray<(Point From, Point To)> Falling()
    {
        const double Edge = Diagonal * Repeats;
        return [.. Rising().Select(line => (Mirror(line.From), Mirror(line.To)))];

        static Point Mirror(Point point) => point with { X = Edge - point.X };
    }

    private static ImmutableArray<(Point From, Point To)> Horizontal()
    {
        var lines = ImmutableArray.CreateBuilder<(Point, Point)>(Repeats);
        for (var i = 0; i < Repeats; i++)
        {
            var y = (i + 0.5) * Straight;
            lines.Add((new(-1, y), new((Straight * Repeats) + 1, y)));
        }

        return lines.ToImmutable();
    }

    private static Point Swap(Point point) => new(point.Y, point.X);
}
