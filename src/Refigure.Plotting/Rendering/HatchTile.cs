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

    /// <summary>The tile of a hatch other than <see cref="Hatch.None"/>.</summary>
    public static HatchTile Of(Hatch hatch) =>
        hatch switch
        {
            Hatch.Rising => OfLines(Diagonal, Rising),
            Hatch.Falling => OfLines(Diagonal, Falling),
            Hatch.Crossed => OfLines(Diagonal, [.. Rising, .. Falling]),
            Hatch.Horizontal => OfLines(Straight, [(new(-1, Straight / 2), new(Straight + 1, Straight / 2))]),
            Hatch.Vertical => OfLines(Straight, [(new(Straight / 2, -1), new(Straight / 2, Straight + 1))]),
            Hatch.Dots => new(Dotted, 0, [], [new(1.25, 1.25), new(3.75, 3.75)], 0.6),
            _ => throw new ArgumentOutOfRangeException(nameof(hatch), hatch, "There is no such hatch."),
        };

    /// <summary>Lines from lower left to upper right: the tile's diagonal, and the corners that its neighbours' cut.</summary>
    private static ImmutableArray<(Point From, Point To)> Rising =>
        [
            (new(-1, 1), new(1, -1)),
            (new(-1, Diagonal + 1), new(Diagonal + 1, -1)),
            (new(Diagonal - 1, Diagonal + 1), new(Diagonal + 1, Diagonal - 1)),
        ];

    private static ImmutableArray<(Point From, Point To)> Falling =>
        [
            (new(-1, Diagonal - 1), new(1, Diagonal + 1)),
            (new(-1, -1), new(Diagonal + 1, Diagonal + 1)),
            (new(Diagonal - 1, -1), new(Diagonal + 1, 1)),
        ];

    private static HatchTile OfLines(double size, ImmutableArray<(Point From, Point To)> lines) =>
        new(size, Width, lines, [], 0);
}
