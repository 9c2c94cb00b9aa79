using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using Refigure.Plotting.Fonts;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Tests.Fonts;

public sealed class FontSubsetTests
{
    private const string Text = "Größe Ä½ 3×µs – §\U0001D538";

    [FontFact]
    public void A_web_subset_is_a_font_of_its_own_with_the_same_letters()
    {
        var face = MachineFonts.Required.Regular;
        var subset = FontFace.Load(FontSubset.ForWeb(face, Used(Text)).File, "subset.ttf");
        foreach (var character in Text.EnumerateRunes())
        {
            var (original, copy) = (face.GlyphOf(character), subset.GlyphOf(character));
            copy.ShouldBeGreaterThan(0, $"glyph of {character}");
            subset.AdvanceOf(copy).ShouldBe(face.AdvanceOf(original));
            Box(subset, copy).ShouldBe(Box(face, original));
        }

        subset.GlyphOf(new Rune('Z')).ShouldBe(0);
        subset.FamilyName.ShouldBe("DejaVu Sans");
        subset.CapHeight.ShouldBe(face.CapHeight);
        subset.Ascent.ShouldBe(face.Ascent);
    }

    [FontFact]
    public void Parts_of_composite_glyphs_come_along()
    {
        var face = MachineFonts.Required.Regular;
        face.Glyphs.Glyph(face.GlyphOf(new Rune('Ä'))).I16(0).ShouldBeLessThan((short)0, "Ä is composite in DejaVu");
        var subset = FontFace.Load(FontSubset.ForWeb(face, Used("Ä")).File, "subset.ttf");
        subset.GlyphCount.ShouldBe(4); // .notdef, Ä, and its two parts
        var outline = subset.Glyphs.Glyph(1);
        outline.U16(12).ShouldBe((ushort)2);
        subset.Glyphs.Glyph(2).I16(0).ShouldBeGreaterThan((short)0);
    }

    [FontTheory]
    [InlineData(true)]
    [InlineData(false)]
    public void Checksums_of_the_tables_and_of_the_file_are_right(bool web)
    {
        var face = MachineFonts.Required.Bold;
        var file = (web ? FontSubset.ForWeb(face, Used(Text)) : FontSubset.ForPdf(face, Used(Text))).File;
        (file.Length % 4).ShouldBe(0);
        SubsetFile.Checksum(file).ShouldBe(0xB1B0AFBA);
        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(FontFiles.TableAt(file, "head") + 8), 0);
        FontFiles.Tags(file).ShouldBeInOrder(SortDirection.Ascending, StringComparer.Ordinal);
        foreach (var tag in FontFiles.Tags(file))
        {
            var padded = (FontFiles.TableLength(file, tag) + 3) & ~3;
            var sum = SubsetFile.Checksum(file.AsSpan(FontFiles.TableAt(file, tag), padded));
            sum.ShouldBe(FontFiles.TableChecksum(file, tag), tag);
        }
    }

    [FontFact]
    public void The_tag_follows_from_the_letters()
    {
        var face = MachineFonts.Required.Regular;
        var tag = FontSubset.ForPdf(face, Used("abc")).Tag;
        tag.Length.ShouldBe(6);
        tag.ShouldAllBe(c => c >= 'A' && c <= 'Z');
        FontSubset.ForPdf(face, Used("cba abc".Replace(" ", ""))).Tag.ShouldBe(tag);
        FontSubset.ForPdf(face, Used("abcd")).Tag.ShouldNotBe(tag);
    }

    [FontFact]
    public void A_subset_of_a_figures_text_is_small()
    {
        var file = FontSubset.ForPdf(MachineFonts.Required.Regular, Used("The quick brown fox, 0123456789 (s)")).File;
        file.Length.ShouldBeLessThan(8000);
    }

    private static UsedCharacters Used(string text)
    {
        ImmutableArray<SceneItem> items = [new TextItem(text, new Point(0, 0), 9, Rgb.Black)];
        return UsedCharacters.Of(new Scene(10, 10, items), bold: false);
    }

    private static string Box(FontFace face, int glyph)
    {
        var outline = face.Glyphs.Glyph(glyph);
        return outline.Length == 0
            ? "empty"
            : $"{outline.I16(2)} {outline.I16(4)} {outline.I16(6)} {outline.I16(8)} {face.BearingOf(glyph)}";
    }
}
