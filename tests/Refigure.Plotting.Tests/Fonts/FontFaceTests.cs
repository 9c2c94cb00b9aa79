using System.Text;
using Refigure.Plotting.Fonts;

namespace Refigure.Plotting.Tests.Fonts;

public sealed class FontFaceTests
{
    [FontFact]
    public void DejaVu_has_the_measures_that_its_tables_say()
    {
        var face = MachineFonts.Required.Regular;
        face.UnitsPerEm.ShouldBe(2048);
        face.Ascent.ShouldBe(1556);
        face.Descent.ShouldBe(492);
        face.CapHeight.ShouldBe(1493);
        face.FamilyName.ShouldBe("DejaVu Sans");
        face.PostScriptName.ShouldBe("DejaVuSans");
        MachineFonts.Required.Bold.PostScriptName.ShouldBe("DejaVuSans-Bold");
    }

    [FontTheory]
    [InlineData('A', 1401)]
    [InlineData('i', 569)]
    [InlineData(' ', 651)]
    [InlineData('0', 1303)]
    [InlineData('×', 1716)]
    public void Advances_are_those_of_the_font(char character, int advance)
    {
        var face = MachineFonts.Required.Regular;
        face.AdvanceOf(face.GlyphOf(new Rune(character))).ShouldBe(advance);
    }

    [FontFact]
    public void Text_is_as_wide_as_its_letters()
    {
        var fonts = MachineFonts.Required;
        fonts.Width("A0", 10).ShouldBe((1401 + 1303) * 10 / 2048.0, 1e-12);
        fonts.Width(string.Empty, 10).ShouldBe(0);
        fonts.Width("A0", 10, bold: true).ShouldBeGreaterThan(fonts.Width("A0", 10));
        fonts.CapHeight(10).ShouldBe(1493 * 10 / 2048.0, 1e-12);
        fonts.Ascent(10).ShouldBe(1556 * 10 / 2048.0, 1e-12);
        fonts.Descent(10).ShouldBe(492 * 10 / 2048.0, 1e-12);
    }

    [FontFact]
    public void Characters_that_the_font_lacks_are_reported_once_each()
    {
        var fonts = MachineFonts.Required;
        fonts.MissingFrom("§ – × µ − “ ”").ShouldBeEmpty();
        fonts.MissingFrom("a漢b漢字").ShouldBe([new Rune('漢'), new Rune('字')]);
    }

    [FontFact]
    public void A_missing_character_is_drawn_as_a_question_mark_and_never_as_an_empty_box()
    {
        var face = MachineFonts.Required.Regular;
        face.GlyphOf(new Rune('漢')).ShouldBe(0);
        face.DrawnGlyphOf(new Rune('漢')).ShouldBe(face.GlyphOf(new Rune('?')));
        MachineFonts.Required.Width("漢", 10).ShouldBe(MachineFonts.Required.Width("?", 10));
    }

    [FontFact]
    public void Characters_outside_the_first_plane_are_found()
    {
        var face = MachineFonts.Required.Regular;
        face.GlyphOf(new Rune(0x1D538)).ShouldBeGreaterThan(0); // double-struck A
    }

    [Fact]
    public void A_file_that_is_no_font_is_refused_with_its_name()
    {
        var error = Should.Throw<FontException>(() => FontFace.Load(new byte[100], "x/notes.ttf"));
        error.Message.ShouldBe("The font x/notes.ttf cannot be used: it is not a TrueType font.");
        error.File.ShouldBe("x/notes.ttf");
    }

    [Fact]
    public void A_font_with_PostScript_outlines_is_refused_with_the_reason()
    {
        byte[] start = [.. "OTTO"u8, .. new byte[100]];
        Should.Throw<FontException>(() => FontFace.Load(start, "a.otf")).Message.ShouldContain("PostScript outlines");
    }

    [FontFact]
    public void A_font_whose_licence_forbids_embedding_is_refused()
    {
        var bytes = FontFiles.Regular();
        bytes[FontFiles.TableAt(bytes, "OS/2") + 9] = 2;
        Should.Throw<FontException>(() => FontFace.Load(bytes, "a.ttf")).Message.ShouldContain("forbid embedding");
    }
}
