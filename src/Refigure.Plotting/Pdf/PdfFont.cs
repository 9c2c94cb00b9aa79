using System.Text;
using Refigure.Plotting.Fonts;
using Refigure.Plotting.Rendering;

namespace Refigure.Plotting.Pdf;

/// <summary>
/// A face as PDF shows it: a composite font whose character numbers are the glyph numbers of an embedded TrueType
/// subset (ISO 32000-1, 9.7), with the way back to Unicode for search and copying.
/// </summary>
internal sealed class PdfFont(FontFace face, UsedCharacters used, string resourceName)
{
    private const int MostInSection = 100; // of bfchar, by Adobe Technical Note 5014
    private const int Nonsymbolic = 32;
    private const int FixedPitch = 1;
    private const int Italic = 64;

    public bool IsUsed => !used.CodePoints.IsEmpty;

    /// <summary>The name in the page's resources.</summary>
    public string ResourceName { get; } = resourceName;

    /// <summary>Writes the text as the hexadecimal string that shows it.</summary>
    public void WriteShown(ByteBuffer content, string text)
    {
        content.Add((byte)'<');
        foreach (var character in text.EnumerateRunes())
        {
            content.AddHex(used.NumberOf(character.Value));
        }

        content.Add((byte)'>');
    }

    /// <summary>Adds the font's objects, and returns the number of the one that the page names.</summary>
    public int AddTo(PdfFile file)
    {
        var subset = FontSubset.ForPdf(face, used);
        var name = $"{subset.Tag}+{PdfText.FontName(face.PostScriptName)}";
        var length = new ByteBuffer(32);
        length.Add("/Length1 "u8).AddInteger(subset.File.Length);
        var fontFile = file.AddStream(length.Written, subset.File, compress: true);
        var toUnicode = file.AddStream([], ToUnicode(), compress: true);
        var descriptor = AddDescriptor(file, name, fontFile);
        var descendant = AddDescendant(file, name, descriptor, subset);

        var number = file.Begin();
        file.Body.Add("<</Type/Font/Subtype/Type0/BaseFont/"u8).AddText(name);
        file.Body.Add("/Encoding/Identity-H/DescendantFonts["u8);
        file.AddReference(descendant);
        file.Body.Add("]/ToUnicode "u8);
        file.AddReference(toUnicode);
        file.Body.Add(">>"u8);
        file.End();
        return number;
    }

    private int AddDescriptor(PdfFile file, string name, int fontFile)
    {
        var metrics = face.Metrics;
        var flags = Nonsymbolic | (metrics.FixedPitch ? FixedPitch : 0) | (metrics.ItalicAngle < 0 ? Italic : 0);
        var number = file.Begin();
        var body = file.Body;
        body.Add("<</Type/FontDescriptor/FontName/"u8).AddText(name);
        body.Add("/Flags "u8).AddInteger(flags).Add("/FontBBox["u8);
        AddUnits(body, metrics.BoxLeft, decimals: 0);
        AddUnits(body.Add((byte)' '), metrics.BoxBottom, decimals: 0);
        AddUnits(body.Add((byte)' '), metrics.BoxRight, decimals: 0);
        AddUnits(body.Add((byte)' '), metrics.BoxTop, decimals: 0);
        body.Add("]/ItalicAngle "u8).AddNumber(metrics.ItalicAngle, 1).Add("/Ascent "u8);
        AddUnits(body, metrics.Ascent, decimals: 0);
        body.Add("/Descent "u8);
        AddUnits(body, -metrics.Descent, decimals: 0);
        body.Add("/CapHeight "u8);
        AddUnits(body, metrics.CapHeight, decimals: 0);

        // Width of stems, which TrueType does not say: the usual estimate from the weight.
        body.Add("/StemV "u8).AddNumber(50 + Math.Pow(metrics.Weight / 65.0, 2), 0).Add("/FontFile2 "u8);
        file.AddReference(fontFile);
        body.Add(">>"u8);
        file.End();
        return number;
    }

    private int AddDescendant(PdfFile file, string name, int descriptor, FontSubset subset)
    {
        var number = file.Begin();
        var body = file.Body;
        body.Add("<</Type/Font/Subtype/CIDFontType2/BaseFont/"u8).AddText(name);
        body.Add("/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor "u8);
        file.AddReference(descriptor);
        body.Add("/CIDToGIDMap/Identity/DW "u8);
        AddUnits(body, subset.Advances[0], decimals: 2);
        body.Add("/W[1["u8);
        for (var i = 1; i <= used.CodePoints.Length; i++)
        {
            AddUnits(i > 1 ? body.Add((byte)' ') : body, subset.Advances[i], decimals: 2);
        }

        body.Add("]]>>"u8);
        file.End();
        return number;
    }

    private ReadOnlySpan<byte> ToUnicode()
    {
        var map = new ByteBuffer(2048);
        map.Add(
            """
            /CIDInit /ProcSet findresource begin
            12 dict begin
            begincmap
            /CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
            /CMapName /Adobe-Identity-UCS def
            /CMapType 2 def
            1 begincodespacerange
            <0000> <FFFF>
            endcodespacerange

            """u8
        );
        var characters = used.CodePoints;
        for (var start = 0; start < characters.Length; start += MostInSection)
        {
            var section = characters[start..Math.Min(start + MostInSection, characters.Length)];
            map.AddInteger(section.Length).Add(" beginbfchar\n"u8);
            for (var i = 0; i < section.Length; i++)
            {
                map.Add((byte)'<').AddHex((ushort)(start + i + 1)).Add("> <"u8);
                PdfText.WriteUtf16(map, new Rune(section[i]));
                map.Add(">\n"u8);
            }

            map.Add("endbfchar\n"u8);
        }

        map.Add("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"u8);
        return map.Written;
    }

    /// <summary>Adds a measure in thousandths of the em, PDF's unit for fonts.</summary>
    private void AddUnits(ByteBuffer output, int fontUnits, int decimals) =>
        output.AddNumber(fontUnits * 1000.0 / face.UnitsPerEm, decimals);
}
