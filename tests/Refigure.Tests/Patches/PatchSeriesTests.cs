using Refigure.Patches;

namespace Refigure.Tests.Patches;

/// <summary>A folder of patches that contradicts itself is refused before a file is touched, with its file and line.</summary>
public sealed class PatchSeriesTests : IDisposable
{
    private readonly SamplePatches _sample = new();

    public void Dispose() => _sample.Dispose();

    [Fact]
    public void A_folder_is_read_in_the_order_of_its_series()
    {
        var series = _sample.Series;

        series.Name.ShouldBe("vllm-1.2.3");
        series.Hashes.Keys.ShouldBe(["graph-capture.patch", "model-init.patch"]);
        series.Diffs.Select(d => d.Path).ShouldBe([SamplePatches.Loader, SamplePatches.Runner]);
        series.Files.Select(f => f.Path).ShouldBe([SamplePatches.Loader, SamplePatches.Runner]);
        series
            .Lines.Select(l => (l.Text, l.Decimals, l.Optional))
            .ShouldBe([("NEW: Initializing Model took ", 4, false), ("Graph capturing finished in ", 2, true)]);
    }

    [Theory]
    [InlineData("model-init.patch\n", "patches/vllm-1.2.3/series does not list graph-capture.patch")]
    [InlineData("model-init.patch\nmodel-init.patch\n", "has model-init.patch twice")]
    [InlineData("../vllm-9/model-init.patch\n", "has '../vllm-9/model-init.patch'")]
    [InlineData("model-init.diff\n", "has 'model-init.diff'")]
    [InlineData("model-init.patch\ngraph-capture.patch\nmore.patch\n", "patches/vllm-1.2.3/more.patch cannot be read")]
    public void A_wrong_series_is_refused(string series, string expected)
    {
        _sample.Write("series", series);

        Should.Throw<UserErrorException>(() => _sample.Series).Message.ShouldContain(expected);
    }

    [Theory]
    [InlineData("vllm/loader.py:", "vllm/other.py:", "files")]
    [InlineData("before: ", "before: x", "64 lower-case hex digits")]
    [InlineData("decimals: 4", "digits: 4", "line 10: lines[1].digits is not a key that is known here")]
    [InlineData("decimals: 4", "decimals: none", "line 10")]
    [InlineData("optional: true", "optional: perhaps", "expected true or false")]
    [InlineData("files: vllm/loader.py", "files: vllm/other.py", "vllm/other.py, which is none of the patched files")]
    public void A_wrong_expectation_is_refused(string old, string @new, string expected)
    {
        var text = SamplePatches.Expected();
        var at = text.IndexOf(old, StringComparison.Ordinal);
        _sample.Write("expected.yaml", text[..at] + @new + text[(at + old.Length)..]);

        var error = Should.Throw<UserErrorException>(() => _sample.Series);

        error.Message.ShouldStartWith("patches/vllm-1.2.3/expected.yaml");
        error.Message.ShouldContain(expected);
    }

    [Fact]
    public void A_file_that_no_patch_changes_is_refused()
    {
        _sample.Write("series", "model-init.patch\n");
        File.Delete(Path.Combine(_sample.Folder, "graph-capture.patch"));

        Should
            .Throw<UserErrorException>(() => _sample.Series)
            .Message.ShouldContain("names vllm/worker/runner.py, which no patch of patches/vllm-1.2.3/series changes");
    }

    [Fact]
    public void A_patch_of_a_file_without_hashes_is_refused()
    {
        var text = SamplePatches.Expected();
        var from = text.IndexOf("  vllm/worker/runner.py:", StringComparison.Ordinal);
        var to = text.IndexOf("lines:", StringComparison.Ordinal);
        _sample.Write("expected.yaml", text[..from] + "lines: []\n");

        to.ShouldBeGreaterThan(from);
        Should
            .Throw<UserErrorException>(() => _sample.Series)
            .Message.ShouldContain("does not name vllm/worker/runner.py, which patches/vllm-1.2.3/graph-capture.patch");
    }

    [Theory]
    [InlineData("", "line 1: expected '--- a/' and a path")]
    [InlineData("--- a/x\n+++ b/y\n@@ -1 +1 @@\n", "changes x into y")]
    [InlineData("--- a/../x\n+++ b/../x\n", "'../x' is no path below the installed packages")]
    [InlineData("--- a//x\n+++ b//x\n", "'/x' is no path")]
    [InlineData("--- a/x\n+++ b/x\n", "changes nothing")]
    [InlineData("--- a/x\n+++ b/x\nhello\n", "line 3: expected '@@ -line,count +line,count @@'")]
    [InlineData("--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n a\n-b\n", "line 3: does not have as many lines as it says")]
    [InlineData("--- a/x\n+++ b/x\n@@ -1 +1 @@\n*a\n", "line 4: expected a line that begins with a space, '-' or '+'")]
    [InlineData("--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n", "line 3: has no line of context")]
    public void A_wrong_diff_is_refused_with_its_line(string diff, string expected)
    {
        var error = Should.Throw<UserErrorException>(() => UnifiedDiff.Read("some.patch", diff));

        error.Message.ShouldStartWith("some.patch");
        error.Message.ShouldContain(expected);
    }
}
