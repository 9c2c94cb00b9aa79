using Refigure.Reports.Html;

namespace Refigure.Tests.Reports;

public sealed class HtmlTextTests
{
    [Theory]
    [InlineData("<script>&'\"", "&lt;script&gt;&amp;&#39;&quot;")]
    [InlineData("a\u0000b\u0007c\u007F", "a␀b␇c␡")]
    [InlineData("left\u202Eright", "left‹U+202E›right")]
    [InlineData("line\u2028end\u2029", "line‹U+2028›end‹U+2029›")]
    [InlineData("\ufeffx\u2066", "‹U+FEFF›x‹U+2066›")]
    [InlineData("Größe 模型 עברית ✓ 😀", "Größe 模型 עברית ✓ 😀")]
    public void Text_is_shown_and_never_acts(string text, string expected) => HtmlText.Of(text).ShouldBe(expected);

    [Fact]
    public void Half_a_character_is_shown_as_one_that_is_broken() =>
        HtmlText.Of(new string(['\ud800', 'x'])).ShouldBe("\ufffdx");

    [Fact]
    public void Values_and_texts_are_told_from_markup()
    {
        var html = new HtmlWriter(keepsValues: true);
        html.Open("a", ("href", "#x"), ("class", null)).Text("<b>").Close("a");

        html.ToString().ShouldBe("<a href=\"#x\">&lt;b&gt;</a>");
        html.Values.Select(v => html.Whole[v].ToString()).ShouldBe(["#x", "&lt;b&gt;"]);
        html.Clear();
        html.Element("p", new string('x', 100_000)).ToString().ShouldBe($"<p>{new string('x', 100_000)}</p>");
        html.Values.ShouldBe([3..100_003]);
    }
}
