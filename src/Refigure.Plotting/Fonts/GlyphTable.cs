namespace Refigure.Plotting.Fonts;

/// <summary>The outlines: tables loca and glyf (OpenType specification 1.9).</summary>
internal sealed class GlyphTable(FontTable loca, FontTable glyf, bool longOffsets, int glyphCount)
{
    /// <summary>The bytes of a glyph; of length 0 for one without an outline, such as the space.</summary>
    /// <exception cref="FontException">The glyph does not exist, or lies outside the table.</exception>
    public FontTable Glyph(int glyph)
    {
        if (glyph < 0 || glyph >= glyphCount)
        {
            throw glyf.Damaged($"has no glyph {glyph}");
        }

        var (start, end) = longOffsets
            ? (loca.U32(4 * glyph), loca.U32((4 * glyph) + 4))
            : (2u * loca.U16(2 * glyph), 2u * loca.U16((2 * glyph) + 2));
        return glyf.Slice(start, (long)end - start);
    }
}
