using Refigure.Plotting.Documents;

namespace Refigure.Plotting.Tests.Documents;

public sealed class PrintableTextTests
{
    [Theory]
    [InlineData("plain – text, µs and 漢字", "plain – text, µs and 漢字")]
    [InlineData("a\tb\u00A0c\u2003d", "a b c d")]
    [InlineData("one\r\ntwo\nthree", "one\ntwo\nthree")]
    [InlineData("bell\a, escape\u001b[31m, delete\u007f", "bell\uFFFD, escape\uFFFD[31m, delete\uFFFD")]
    [InlineData("nul\0, feed\f, alone\r", "nul\uFFFD, feed\uFFFD, alone\uFFFD")]
    [InlineData("turned\u202Egnp.exe", "turned\uFFFDgnp.exe")]
    [InlineData("lines\u2028and\u2029more", "lines\uFFFDand\uFFFDmore")]
    [InlineData("zero\u200Bwidth", "zero\uFFFDwidth")]
    [InlineData("🦀", "🦀")]
    public void What_would_disturb_a_page_is_replaced_and_the_rest_stays(string text, string expected)
    {
        PrintableText.Of(text).ShouldBe(expected);
    }

    [Fact]
    public void Half_a_character_is_replaced()
    {
        PrintableText.Of("a\uD83Eb").ShouldBe("a\uFFFDb");
    }
}
