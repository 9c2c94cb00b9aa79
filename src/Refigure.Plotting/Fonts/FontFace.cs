using System.Text;

namespace Refigure.Plotting.Fonts;

/// <summary>
/// One face of a TrueType font, read lazily from the bytes of its file. The file is untrusted: whatever it holds,
/// nothing but <see cref="FontException"/> is thrown. Safe to use from several threads.
/// </summary>
public sealed class FontFace
{
    private const int Latin = 0x250;
    private const int RestrictedLicence = 2;

    private readonly Lazy<NameTable> _names;
    private readonly int[] _latinGlyphs = new int[Latin]; // glyph + 1; 0 for one not asked yet
    private readonly CharacterMap _characters;
    private readonly FontTable _widths;
    private readonly int _widthCount;

    private FontFace(byte[] data, string source, int index)
    {
        Source = source;
        Directory = TableDirectory.Read(source, data, index);
        var maxp = Directory.Require("maxp");
        GlyphCount = maxp.U16(4);
        _widthCount = Directory.Require("hhea").U16(34);
        _widths = Directory.Require("hmtx");
        if (GlyphCount == 0 || _widthCount == 0 || _widthCount > GlyphCount)
        {
            throw maxp.Damaged("and 'hhea' do not agree on the number of glyphs");
        }

        _characters = CharacterMap.Read(Directory.Require("cmap"));
        var longOffsets = Directory.Require("head").U16(50) != 0;
        Glyphs = new GlyphTable(Directory.Require("loca"), Directory.Require("glyf"), longOffsets, GlyphCount);
        Metrics = FontMetrics.Read(Directory, HeightOfH);
        _names = new Lazy<NameTable>(() => NameTable.Read(Directory.Require("name")));
        if ((Metrics.Embedding & 0xF) == RestrictedLicence)
        {
            throw new FontException(source, "its licence bits forbid embedding it in a document; name another font");
        }
    }

    /// <summary>The file, for messages.</summary>
    public string Source { get; }

    /// <summary>The family's name, such as <c>DejaVu Sans</c>.</summary>
    public string FamilyName => _names.Value.Family;

    /// <summary>The name for PostScript and PDF, such as <c>DejaVuSans-Bold</c>.</summary>
    public string PostScriptName => _names.Value.PostScriptName;

    /// <summary>Font units of one em.</summary>
    public int UnitsPerEm => Metrics.UnitsPerEm;

    /// <summary>Height of the tallest letters over the baseline, in font units (OS/2 sTypoAscender, else hhea).</summary>
    public int Ascent => Metrics.Ascent;

    /// <summary>Depth of the deepest letters under the baseline, positive, in font units.</summary>
    public int Descent => Metrics.Descent;

    /// <summary>Height of the letter H over the baseline, in font units.</summary>
    public int CapHeight => Metrics.CapHeight;

    /// <summary>How many glyphs the face has.</summary>
    public int GlyphCount { get; }

    internal TableDirectory Directory { get; }

    internal FontMetrics Metrics { get; }

    internal GlyphTable Glyphs { get; }

    /// <summary>Reads a face. The bytes are kept and must not be changed.</summary>
    /// <param name="data">The whole file.</param>
    /// <param name="source">The file's name, for messages.</param>
    /// <param name="index">Which face of a collection (<c>.ttc</c>), from 0.</param>
    /// <exception cref="FontException">The file is no TrueType font that can be measured and embedded.</exception>
    public static FontFace Load(byte[] data, string source, int index = 0)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(source);
        return new FontFace(data, source, index);
    }

    /// <summary>The glyph of a character in the font's own character map; 0 where the font lacks it.</summary>
    public int GlyphOf(Rune character)
    {
        var glyph = _characters.Glyph((uint)character.Value);
        return glyph < GlyphCount ? (int)glyph : 0;
    }

    /// <summary>
    /// The glyph that is drawn for a character: its own, else that of a character that looks alike
    /// (<see cref="CharacterFallback"/>), else the question mark's.
    /// </summary>
    public int DrawnGlyphOf(Rune character)
    {
        if (character.Value >= Latin)
        {
            return FindDrawn(character);
        }

        var known = _latinGlyphs[character.Value];
        if (known == 0)
        {
            known = FindDrawn(character) + 1;
            _latinGlyphs[character.Value] = known;
        }

        return known - 1;
    }

    /// <summary>The advance width of a glyph in font units.</summary>
    /// <exception cref="FontException">The font has no such glyph, or is damaged.</exception>
    public int AdvanceOf(int glyph)
    {
        if (glyph < 0 || glyph >= GlyphCount)
        {
            throw new FontException(Source, $"it has no glyph {glyph}");
        }

        return _widths.U16(4 * Math.Min(glyph, _widthCount - 1));
    }

    /// <summary>The left side bearing of a glyph in font units.</summary>
    internal int BearingOf(int glyph)
    {
        var at = glyph < _widthCount ? (4 * glyph) + 2 : (4 * _widthCount) + (2 * (glyph - _widthCount));
        return _widths.I16(at);
    }

    private int FindDrawn(Rune character)
    {
        var glyph = GlyphOf(character);
        if (glyph != 0)
        {
            return glyph;
        }

        foreach (var substitute in CharacterFallback.For(character))
        {
            glyph = GlyphOf(new Rune(substitute));
            if (glyph != 0)
            {
                return glyph;
            }
        }

        return GlyphOf(new Rune('?'));
    }

    private int HeightOfH()
    {
        var glyph = GlyphOf(new Rune('H'));
        return glyph != 0 && Glyphs.Glyph(glyph) is { Length: >= 10 } outline ? outline.I16(8) : 0;
    }
}
