using Refigure.Plotting.Fonts;

namespace Refigure.Plotting.Tests.Fonts;

public sealed class FontLibraryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("refigure-fonts-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Without_any_font_the_error_says_what_was_looked_for_and_how_to_get_one()
    {
        var message = Should.Throw<FontException>(() => Library().Find()).Message;
        message.ShouldContain("DejaVu Sans, Liberation Sans and Arial");
        message.ShouldContain(_folder);
        message.ShouldContain("apt-get install fonts-dejavu-core");
    }

    [FontFact]
    public void The_default_is_found_at_its_usual_place_with_its_bold_face()
    {
        Copy(bold: false, "truetype/dejavu/DejaVuSans.ttf");
        Copy(bold: true, "truetype/dejavu/DejaVuSans-Bold.ttf");
        var found = Library().Find();
        found.Regular.PostScriptName.ShouldBe("DejaVuSans");
        found.Bold.PostScriptName.ShouldBe("DejaVuSans-Bold");
    }

    [FontFact]
    public void The_default_is_found_in_any_folder_below()
    {
        Copy(bold: false, "some/where/else/DejaVuSans.ttf");
        var found = Library().Find();
        found.Regular.PostScriptName.ShouldBe("DejaVuSans");
        found.Bold.ShouldBeSameAs(found.Regular);
    }

    [FontTheory]
    [InlineData(null)]
    [InlineData("dejavu sans")]
    public void A_family_is_found_by_what_its_files_say(string? name)
    {
        File.WriteAllText(Path.Combine(_folder, "broken.ttf"), "not a font");
        Copy(bold: true, "a.ttf");
        Copy(bold: false, "b.ttf");
        var found = Library().Find(name);
        found.Regular.PostScriptName.ShouldBe("DejaVuSans");
        found.Bold.PostScriptName.ShouldBe("DejaVuSans-Bold");
    }

    [FontFact]
    public void A_named_file_brings_the_bold_face_that_lies_beside_it()
    {
        Copy(bold: false, "mine.ttf");
        Copy(bold: true, "mine-heavy.ttf");
        var found = Library().Find(Path.Combine(_folder, "mine.ttf"));
        found.Regular.Source.ShouldEndWith("mine.ttf");
        found.Bold.Source.ShouldEndWith("mine-heavy.ttf");
    }

    [Fact]
    public void A_named_file_that_does_not_exist_is_said_so()
    {
        var path = Path.Combine(_folder, "none.ttf");
        Should
            .Throw<FontException>(() => Library().Find(path))
            .Message.ShouldContain($"{path} cannot be used: there is no such file");
    }

    [FontFact]
    public void A_named_family_that_does_not_exist_is_not_replaced_in_silence()
    {
        Copy(bold: false, "DejaVuSans.ttf");
        Should.Throw<FontException>(() => Library().Find("Helvetica Nova")).Message.ShouldContain("'Helvetica Nova'");
    }

    private FontLibrary Library() => new([Path.Combine(_folder, "absent"), _folder]);

    private void Copy(bool bold, string to)
    {
        var path = Path.Combine(_folder, to);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Copy(MachineFonts.Required.Face(bold).Source, path);
    }
}
