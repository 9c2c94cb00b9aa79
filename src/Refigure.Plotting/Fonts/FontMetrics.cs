namespace Refigure.Plotting.Fonts;

/// <summary>The measures of a face that hold for all its glyphs, in font units.</summary>
/// <param name="UnitsPerEm">Font units of one em.</param>
/// <param name="BoxLeft">Left edge of the box of all glyphs.</param>
/// <param name="BoxBottom">Bottom edge of that box, y upwards.</param>
/// <param name="BoxRight">Right edge of that box.</param>
/// <param name="BoxTop">Top edge of that box.</param>
/// <param name="Ascent">Height of the tallest letters over the baseline.</param>
/// <param name="Descent">Depth of the deepest letters under the baseline, positive.</param>
/// <param name="CapHeight">Height of the letter H.</param>
/// <param name="Weight">Weight class, 400 for regular and 700 for bold.</param>
/// <param name="ItalicAngle">Slant in degrees, counter-clockwise from the vertical.</param>
/// <param name="FixedPitch">Whether all glyphs are equally wide.</param>
/// <param name="Embedding">The licence bits of <c>OS/2 fsType</c>.</param>
internal sealed record FontMetrics(
    int UnitsPerEm,
    int BoxLeft,
    int BoxBottom,
    int BoxRight,
    int BoxTop,
    int Ascent,
    int Descent,
    int CapHeight,
    int Weight,
    double ItalicAngle,
    bool FixedPitch,
    int Embedding
)
{
    /// <summary>Reads tables head, hhea, OS/2 and post; the last two may be absent.</summary>
    /// <param name="directory">The face.</param>
    /// <param name="heightOfH">The height of the glyph of H, asked only where OS/2 does not say it.</param>
    public static FontMetrics Read(TableDirectory directory, Func<int> heightOfH)
    {
        var head = directory.Require("head");
        var unitsPerEm = head.U16(18);
        if (unitsPerEm is < 16 or > 16384)
        {
            throw head.Damaged($"says {unitsPerEm} units per em, where 16 to 16384 are allowed");
        }

        var hhea = directory.Require("hhea");
        var (ascent, descent) = (hhea.I16(4), hhea.I16(6));
        var (weight, capHeight, embedding) = ((head.U16(44) & 1) != 0 ? 700 : 400, 0, 0);
        if (directory.Find("OS/2") is { Length: >= 72 } os2)
        {
            (weight, embedding) = (os2.U16(4), os2.U16(8));
            if (os2.I16(68) > 0)
            {
                (ascent, descent) = (os2.I16(68), os2.I16(70));
            }

            capHeight = os2.U16(0) >= 2 && os2.Length >= 90 ? os2.I16(88) : 0;
        }

        var (italicAngle, fixedPitch) = (0.0, false);
        if (directory.Find("post") is { Length: >= 16 } post)
        {
            italicAngle = (int)post.U32(4) / 65536.0;
            fixedPitch = post.U32(12) != 0;
        }

        if (capHeight <= 0)
        {
            capHeight = heightOfH();
        }

        return new FontMetrics(
            unitsPerEm,
            head.I16(36),
            head.I16(38),
            head.I16(40),
            head.I16(42),
            ascent,
            Math.Abs((int)descent),
            capHeight > 0 ? capHeight : ascent,
            weight,
            italicAngle,
            fixedPitch,
            embedding
        );
    }
}
