using System.Collections.Immutable;
using Refigure.Plotting.Marks;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Colors;

/// <summary>
/// Colours that people with any kind of colour vision can tell apart, each with a second code (hatch, marker,
/// dash) so that black-and-white print can, too. Indices beyond the end start again with the next hatch.
/// </summary>
/// <remarks>
/// The colours are those of Masataka Okabe and Kei Ito (Color Universal Design, 2008), without their black and
/// yellow, which vanish as text or on paper, and with Paul Tol's wine, indigo and sand after them.
/// </remarks>
public static class Palette
{
    private static readonly ImmutableArray<Rgb> Hues =
    [
        new(0x00, 0x72, 0xb2), // blue
        new(0xe6, 0x9f, 0x00), // orange
        new(0x00, 0x9e, 0x73), // bluish green
        new(0xcc, 0x79, 0xa7), // reddish purple
        new(0x56, 0xb4, 0xe9), // sky blue
        new(0xd5, 0x5e, 0x00), // vermilion
        new(0x33, 0x22, 0x88), // indigo
        new(0xdd, 0xcc, 0x77), // sand
        new(0x88, 0x22, 0x55), // wine
        new(0x99, 0x99, 0x33), // olive
    ];

    private static readonly ImmutableArray<Hatch> Hatches =
    [
        Hatch.None,
        Hatch.Rising,
        Hatch.Dots,
        Hatch.Falling,
        Hatch.Horizontal,
        Hatch.Crossed,
        Hatch.Vertical,
    ];

    private static readonly ImmutableArray<MarkerShape> Shapes =
    [
        MarkerShape.Circle,
        MarkerShape.Square,
        MarkerShape.Triangle,
        MarkerShape.Diamond,
        MarkerShape.TriangleDown,
        MarkerShape.Cross,
        MarkerShape.Plus,
    ];

    private static readonly ImmutableArray<ImmutableArray<double>> Dashes =
    [
        [],
        [4, 1.5],
        [1, 1.2],
        [5, 1.5, 1, 1.5],
        [7, 2],
        [3, 1, 1, 1, 1, 1],
    ];

    /// <summary>How many colours there are before the first one comes again.</summary>
    public static int Count => Hues.Length;

    /// <summary>The colour for a single series.</summary>
    public static Rgb Main => Hues[0];

    /// <summary>A grey for what stands apart, such as a total.</summary>
    public static Rgb Neutral { get; } = new(0x66, 0x66, 0x66);

    /// <summary>The colour of an index.</summary>
    public static Rgb Color(int index) => At(Hues, index);

    /// <summary>The hatch of an index; index 0 has none.</summary>
    public static Hatch HatchOf(int index) => At(Hatches, index);

    /// <summary>The marker shape of an index.</summary>
    public static MarkerShape Shape(int index) => At(Shapes, index);

    /// <summary>The dashes of an index; index 0 is solid.</summary>
    public static ImmutableArray<double> Dash(int index) => At(Dashes, index);

    /// <summary>Colour and hatch of an index, the hatch in a colour that stands out from it.</summary>
    public static Fill Fill(int index) => Hatched(Color(index), HatchOf(index));

    /// <summary>A colour under a hatch that stands out from it without hiding it.</summary>
    public static Fill Hatched(Rgb color, Hatch hatch) => new(color, hatch, HatchColor(color));

    /// <summary>Colour and shape of an index.</summary>
    public static MarkerStyle Marker(int index, double size = 4) => new(Shape(index), Color(index), size);

    /// <summary>Colour and dashes of an index.</summary>
    public static LineStyle Line(int index, double width = 1) => new(Color(index), Dash(index), width);

    /// <summary>The colour mixed with white: <paramref name="share"/> 1 leaves it, 0 is white.</summary>
    public static Rgb Tint(Rgb color, double share) =>
        new(Mix(color.R, 255, share), Mix(color.G, 255, share), Mix(color.B, 255, share));

    /// <summary>White or black, whichever reads on the background: at least 4.5 to 1 (WCAG 2.2, AA).</summary>
    public static Rgb TextOn(Rgb background) => Rgb.White.ContrastWith(background) >= 4.5 ? Rgb.White : Rgb.Black;

    /// <summary>The colour for text on paper: itself, or as much darker as 4.5 to 1 asks for.</summary>
    public static Rgb AsText(Rgb color)
    {
        var text = color;
        for (var share = 0.95; text.ContrastWith(Rgb.White) < 4.5; share -= 0.05)
        {
            text = new(Mix(color.R, 0, share), Mix(color.G, 0, share), Mix(color.B, 0, share));
        }

        return text;
    }

    private static Rgb HatchColor(Rgb color) =>
        color.Luminance > 0.25
            ? new(Mix(color.R, 0, 0.55), Mix(color.G, 0, 0.55), Mix(color.B, 0, 0.55))
            : Tint(color, 0.45);

    private static byte Mix(byte channel, byte other, double share) =>
        (byte)Math.Round((channel * share) + (other * (1 - share)));

    private static T At<T>(ImmutableArray<T> items, int index) =>
        items[((index % items.Length) + items.Length) % items.Length];
}
