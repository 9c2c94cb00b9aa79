using Refigure.Nodes.Ssh;

namespace Refigure.Tests.Nodes.Ssh;

public sealed class JobInputTests
{
    [Fact]
    public void The_token_comes_first_and_the_end_last_so_that_a_cut_is_seen()
    {
        Text(new JobInput { Only = ["x/n/a/warm-1", "x/n/a/warm-2"], Token = "hf_abc" })
            .ShouldBe("hf_abc\nx/n/a/warm-1\nx/n/a/warm-2\nend\n");
        Text(new JobInput()).ShouldBe("\nend\n");
    }

    [Fact]
    public void A_token_is_not_said_by_accident() =>
        new JobInput { Token = "hf_abc" }
            .ToString()
            .ShouldNotContain("hf_abc");

    private static string Text(JobInput input)
    {
        using var reader = new StreamReader(input.Open());
        return reader.ReadToEnd();
    }
}
