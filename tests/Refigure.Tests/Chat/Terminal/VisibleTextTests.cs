using Refigure.Chat.Terminal;

namespace Refigure.Tests.Chat.Terminal;

public sealed class VisibleTextTests
{
    [Theory]
    [InlineData("a\tb\nc", "a\tb\nc")]
    [InlineData("\u001b[2J\u001b]0;title\u0007", "␛[2J␛]0;title␇")]
    [InlineData("over\rwritten", "over␍written")]
    [InlineData("a\r\nb", "a\nb")]
    [InlineData("a\r", "a␍")]
    [InlineData("\u007f\u009b31m", "␡\uFFFD31m")]
    [InlineData("\u202Eevil\u2066", "\uFFFDevil\uFFFD")]
    [InlineData("😀 é 日本", "😀 é 日本")]
    public void What_would_steer_a_terminal_is_shown(string text, string shown) => VisibleText.Of(text).ShouldBe(shown);

    [Fact]
    public void Half_a_character_is_none()
    {
        VisibleText.Of("a\ud83d").ShouldBe("a\uFFFD");
        VisibleText.Of("\ude00b").ShouldBe("\uFFFDb");
    }

    [Fact]
    public void Pieces_are_cut_anywhere()
    {
        var visible = new VisibleText();

        visible.Add("a\r").ShouldBe("a");
        visible.Add("\nb\ud83d").ShouldBe("\nb");
        visible.Add("\ude00\r").ShouldBe("😀");
        visible.Add("c").ShouldBe("␍c");
        visible.End().ShouldBe("");
    }
}
