using Refigure.Plotting.Rendering;

namespace Refigure.Plotting.Fonts;

/// <summary>A TrueType file with only the glyphs that a drawing uses.</summary>
/// <param name="File">The bytes of the file.</param>
/// <param name="Tag">Six capital letters that name this content.</param>
/// <param name="Advances">Advance widths in font units, by glyph.</param>
internal sealed record FontSubset(byte[] File, string Tag, int[] Advances)
{
    /// <summary>Cuts a face down for PDF, which addresses glyphs by number: outlines and metrics only.</summary>
    public static FontSubset ForPdf(FontFace face, UsedCharacters used) => Cut(face, used, web: false);

    /// <summary>Cuts a face down for the web: with the tables that browsers ask for besides.</summary>
    public static FontSubset ForWeb(FontFace face, UsedCharacters used) => Cut(face, used, web: true);

    private static FontSubset Cut(FontFace face, UsedCharacters used, bool web)
    {
        var glyphs = new SubsetGlyphs(face, used.CodePoints);
        var (glyf, loca) = (new ByteBuffer(16384), new ByteBuffer(1024));
        glyphs.Write(glyf, loca);

        var advances = new int[glyphs.Originals.Count];
        var hmtx = new ByteBuffer(1024);
        for (var i = 0; i < advances.Length; i++)
        {
            var original = glyphs.Originals[i];
            advances[i] = face.AdvanceOf(original);
            hmtx.AddU16(advances[i]).AddU16(face.BearingOf(original));
        }

        var file = new SubsetFile(face, glyphs.Originals.Count);
        if (web)
        {
            file.Add("OS/2", SubsetTables.Style(face, used));
            file.Add("cmap", SubsetTables.CharacterMap(used));
        }

        file.Add("glyf", glyf);
        file.AddHeader();
        file.Add("hmtx", hmtx);
        file.Add("loca", loca);
        file.AddProfile();
        if (web)
        {
            file.Add("name", SubsetTables.Names(face));
            file.Add("post", SubsetTables.PostScript(face));
        }

        var bytes = file.ToArray();
        return new FontSubset(bytes, ContentHash.Tag(bytes), advances);
    }
}
