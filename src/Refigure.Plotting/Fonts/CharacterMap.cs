namespace Refigure.Plotting.Fonts;

/// <summary>
/// From Unicode code points to glyphs: the font's best Unicode subtable of <c>cmap</c>, formats 4 and 12, searched in
/// place (OpenType specification 1.9, "cmap").
/// </summary>
internal sealed class CharacterMap
{
    private readonly FontTable _subtable;
    private readonly bool _groups;

    private CharacterMap(FontTable subtable, bool groups)
    {
        _subtable = subtable;
        _groups = groups;
    }

    /// <summary>Chooses the subtable: all of Unicode before its first plane.</summary>
    /// <exception cref="FontException">There is none that we can read.</exception>
    public static CharacterMap Read(FontTable cmap)
    {
        CharacterMap? firstPlane = null;
        var count = cmap.U16(2);
        for (var i = 0; i < count; i++)
        {
            var record = cmap.Slice(4 + (8L * i), 8);
            var (platform, encoding) = (record.U16(0), record.U16(2));
            var unicode = platform == 0 || (platform == 3 && encoding is 1 or 10);
            if (!unicode)
            {
                continue;
            }

            var offset = record.U32(4);
            var subtable = cmap.Slice(offset, Math.Max(0, cmap.Length - (long)offset));
            switch (subtable.U16(0))
            {
                case 12:
                    return new CharacterMap(subtable, groups: true);
                case 4:
                    firstPlane ??= new CharacterMap(subtable, groups: false);
                    break;
            }
        }

        return firstPlane ?? throw cmap.Damaged("has no Unicode subtable of format 4 or 12");
    }

    /// <summary>The glyph of a code point; 0 where the font has none.</summary>
    public uint Glyph(uint codePoint)
    {
        if (_groups)
        {
            return GlyphOfGroup(codePoint);
        }

        return codePoint <= 0xFFFF ? GlyphOfSegment(codePoint) : 0;
    }

    private uint GlyphOfSegment(uint codePoint)
    {
        var doubled = _subtable.U16(6) & ~1;
        var (ends, starts) = (14, 16 + doubled);
        var (deltas, offsets) = (starts + doubled, starts + (2 * doubled));
        var (low, high) = (0, doubled / 2);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_subtable.U16(ends + (2 * middle)) < codePoint)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        if (2 * low >= doubled || _subtable.U16(starts + (2 * low)) is var start && start > codePoint)
        {
            return 0;
        }

        var delta = _subtable.U16(deltas + (2 * low));
        var offsetAt = offsets + (2 * low);
        var offset = _subtable.U16(offsetAt);
        if (offset == 0)
        {
            return (codePoint + delta) & 0xFFFF;
        }

        // The offset counts from its own place in the table.
        var glyph = _subtable.U16(offsetAt + offset + (2 * (int)(codePoint - start)));
        return glyph == 0 ? 0u : (uint)(glyph + delta) & 0xFFFF;
    }

    private uint GlyphOfGroup(uint codePoint)
    {
        var groups = _subtable.Slice(16, 12L * _subtable.U32(12));
        var (low, high) = (0, groups.Length / 12);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (groups.U32((12 * middle) + 4) < codePoint)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        if (12 * low >= groups.Length || groups.U32(12 * low) is var start && start > codePoint)
        {
            return 0;
        }

        return unchecked(groups.U32((12 * low) + 8) + (codePoint - start));
    }
}
