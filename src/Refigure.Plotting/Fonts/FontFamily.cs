using System.Collections.Immutable;

namespace Refigure.Plotting.Fonts;

/// <summary>A family that figures are set in when the user names none, and the file names that it usually has.</summary>
/// <param name="Name">The family's name.</param>
/// <param name="Regular">Usual file names of the regular face.</param>
/// <param name="Bold">Usual file names of the bold face.</param>
internal sealed record FontFamily(string Name, ImmutableArray<string> Regular, ImmutableArray<string> Bold)
{
    /// <summary>The families that are looked for, in order.</summary>
    public static ImmutableArray<FontFamily> Defaults { get; } =
    [
        new("DejaVu Sans", ["DejaVuSans.ttf"], ["DejaVuSans-Bold.ttf"]),
        new("Liberation Sans", ["LiberationSans-Regular.ttf"], ["LiberationSans-Bold.ttf"]),
        new("Arial", ["Arial.ttf", "arial.ttf"], ["Arial Bold.ttf", "Arial_Bold.ttf", "arialbd.ttf"]),
    ];

    /// <summary>Where systems put the files below their font folders; the folder itself first.</summary>
    public static ImmutableArray<string> UsualPlaces { get; } =
    [
        "",
        "truetype/dejavu",
        "dejavu",
        "dejavu-sans-fonts",
        "TTF",
        "truetype/liberation",
        "truetype/liberation2",
        "liberation",
        "liberation-sans-fonts",
        "liberation-sans",
        "truetype/msttcorefonts",
        "Supplemental",
    ];
}
