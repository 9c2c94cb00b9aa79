using System.Text;
using Refigure.Plotting.Rendering;

namespace Refigure.Plotting.Fonts;

/// <summary>
/// The glyphs of a subset: .notdef, one for each used character, and after them the parts of composite glyphs. The
/// outlines are copied without their hinting programs, which screens and printers of today do not need.
/// </summary>
internal sealed class SubsetGlyphs
{
    private const int OutlineHeader = 10;
    private const int HasWords = 0x0001;
    private const int HasScale = 0x0008;
    private const int MoreParts = 0x0020;
    private const int HasTwoScales = 0x0040;
    private const int HasMatrix = 0x0080;
    private const int HasInstructions = 0x0100;
    private const int MostGlyphs = 0xFFFF;

    private readonly FontFace _face;
    private readonly List<int> _originals = [0];
    private readonly Dictionary<int, int> _numbers = new() { [0] = 0 };

    public SubsetGlyphs(FontFace face, ReadOnlySpan<int> codePoints)
    {
        _face = face;
        foreach (var codePoint in codePoints)
        {
            var glyph = face.DrawnGlyphOf(new Rune(codePoint));
            _numbers.TryAdd(glyph, _originals.Count);
            _originals.Add(glyph);
        }
    }

    /// <summary>The glyphs' numbers in the original font, by their number in the subset; grows while outlines are written.</summary>
    public IReadOnlyList<int> Originals => _originals;

    /// <summary>Writes the outlines one after another, each padded to four bytes, and the offsets of table loca.</summary>
    public void Write(ByteBuffer glyf, ByteBuffer loca)
    {
        loca.AddU32(0);
        for (var i = 0; i < _originals.Count; i++)
        {
            var outline = _face.Glyphs.Glyph(_originals[i]);
            if (outline.Length > 0 && outline.I16(0) != 0)
            {
                if (outline.I16(0) < 0)
                {
                    WriteComposite(glyf, outline);
                }
                else
                {
                    WriteSimple(glyf, outline);
                }

                glyf.Pad();
            }

            loca.AddU32((uint)glyf.Length);
        }
    }

    private static void WriteSimple(ByteBuffer glyf, FontTable outline)
    {
        var programAt = OutlineHeader + (2 * outline.I16(0));
        var pointsAt = programAt + 2 + outline.U16(programAt);
        glyf.Add(outline.Span(0, programAt));
        glyf.AddU16(0);
        glyf.Add(outline.Span(pointsAt, outline.Length - pointsAt));
    }

    private void WriteComposite(ByteBuffer glyf, FontTable outline)
    {
        glyf.Add(outline.Span(0, OutlineHeader));
        var at = OutlineHeader;
        int flags;
        do
        {
            flags = outline.U16(at);
            var length = 4 + ((flags & HasWords) != 0 ? 4 : 2) + ScaleLength(flags);
            glyf.AddU16(flags & ~HasInstructions);
            glyf.AddU16(NumberOf(outline.U16(at + 2), outline));
            glyf.Add(outline.Span(at + 4, length - 4));
            at += length;
        } while ((flags & MoreParts) != 0);
    }

    private static int ScaleLength(int flags) =>
        (flags & HasScale) != 0 ? 2
        : (flags & HasTwoScales) != 0 ? 4
        : (flags & HasMatrix) != 0 ? 8
        : 0;

    private int NumberOf(int original, FontTable outline)
    {
        if (!_numbers.TryGetValue(original, out var number))
        {
            number = _originals.Count;
            if (number >= MostGlyphs)
            {
                throw outline.Damaged("holds composite glyphs without end");
            }

            _numbers.Add(original, number);
            _originals.Add(original);
        }

        return number;
    }
}
