using Refigure.Results;

namespace Refigure.Tests.Results;

public sealed class FolderNameTests
{
    [Theory]
    [InlineData("llama2-7b-hf+cuda-graph-sizes=56")]
    [InlineData("0.10.1.1")]
    [InlineData("qwen-14b+max_model_len=16752")]
    public void A_safe_name_stays(string name)
    {
        FolderName.IsSafe(name).ShouldBeTrue();
        FolderName.Safe(name).ShouldBe(name);
    }

    [Theory]
    [InlineData("..", "unnamed")]
    [InlineData("../../etc/passwd", "-..-etc-passwd")]
    [InlineData("/abs", "-abs")]
    [InlineData("C:\\x", "C--x")]
    [InlineData("", "unnamed")]
    [InlineData(".hidden", "hidden")]
    [InlineData("a.", "a")]
    [InlineData("con", "_con")]
    [InlineData("COM1.log", "_COM1.log")]
    [InlineData("a b\nc\0d", "a-b-c-d")]
    [InlineData("über", "-ber")]
    public void An_unsafe_name_becomes_one_safe_segment(string name, string expected)
    {
        FolderName.IsSafe(name).ShouldBeFalse();
        FolderName.Safe(name).ShouldBe(expected);
        FolderName.IsSafe(expected).ShouldBeTrue();
    }

    [Fact]
    public void A_name_too_long_ends_in_a_digest_of_the_whole()
    {
        var one = FolderName.Safe(new string('a', 200) + "1");
        var other = FolderName.Safe(new string('a', 200) + "2");

        one.Length.ShouldBe(FolderName.MaxLength);
        one.ShouldNotBe(other);
        FolderName.IsSafe(one).ShouldBeTrue();
    }

    [Fact]
    public void Names_that_would_become_equal_can_be_told_apart()
    {
        FolderName.Safe("a b").ShouldBe(FolderName.Safe("a?b"));
        FolderName.SafeDistinct("a b").ShouldNotBe(FolderName.SafeDistinct("a?b"));
    }
}
