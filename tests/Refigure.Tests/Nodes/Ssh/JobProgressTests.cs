using Refigure.Nodes.Ssh;

namespace Refigure.Tests.Nodes.Ssh;

public sealed class JobProgressTests
{
    [Fact]
    public void What_a_host_writes_is_what_is_read()
    {
        var progress = new JobProgress(3, 8, TimeSpan.FromSeconds(12.5), "x case warm-2 · starting");

        JobProgress.Read(progress.ToString()).ShouldBe(progress);
        JobProgress.Read(new JobProgress(0, 1, null, "").ToString()).ShouldBe(new JobProgress(0, 1, null, ""));
    }

    [Theory]
    [InlineData("")]
    [InlineData("3 8")]
    [InlineData("-3 8 - x")]
    [InlineData("3 8 soon x")]
    [InlineData("3 8 1e300 x")]
    public void What_is_none_is_none(string line) => JobProgress.Read(line).ShouldBeNull();

    [Fact]
    public void What_would_steer_a_terminal_does_not()
    {
        JobProgress.Read("1 2 - a\u001b[2Jb")!.Now.ShouldBe("a·[2Jb");
    }
}
