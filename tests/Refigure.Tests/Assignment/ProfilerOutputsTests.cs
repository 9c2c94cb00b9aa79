using System.IO.Compression;
using Refigure.Assignment;
using Refigure.Results;
using Refigure.Secrets;
using Refigure.Tests.Figures;
using Refigure.Tests.Results;

namespace Refigure.Tests.Assignment;

public sealed class ProfilerOutputsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Traces_are_taken_as_they_lie_there_and_nothing_else_is()
    {
        var run = Stored("trace/rank0.json", "trace/rank1.json", "engine.log", "trace/../../x", "trace/gone.json");
        Write(run, "trace/rank0.json", "plain");
        Gzip(run, "trace/rank1.json.gz", "packed");
        Write(run, "engine.log", "no trace");
        _folder.Write("x", "outside");

        var (files, leftOut) = ProfilerOutputs.Of(run, SecretMask.None);

        leftOut.ShouldBeNull();
        files.Select(f => f.Name).ShouldBe(["data/profile/rank0.json", "data/profile/rank1.json.gz"]);
        files[0].Content.ShouldBe("plain"u8.ToArray());
        files[1].Content.ShouldBe(File.ReadAllBytes(PathOf(run, "trace/rank1.json.gz")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_secret_in_any_of_them_keeps_them_all_here(bool isPacked)
    {
        var run = Stored("trace/rank0.json");
        const string Text = "{\"HF_TOKEN\": \"hf_abcdefghijklmnop\"}";
        if (isPacked)
        {
            Gzip(run, "trace/rank0.json.gz", Text);
        }
        else
        {
            Write(run, "trace/rank0.json", Text);
        }

        var (files, leftOut) = ProfilerOutputs.Of(run, new SecretMask(["hf_abcdefghijklmnop"]));

        files.ShouldBeEmpty();
        leftOut.ShouldNotBeNull().Sentence.ShouldContain("have a secret of this machine in them");
        leftOut.IsMissed.ShouldBeFalse();
    }

    [Fact]
    public void What_is_too_large_to_hand_in_is_left_where_it_is()
    {
        var run = Stored("trace/rank0.json");
        Write(run, "trace/rank0.json", "");
        using (var file = File.OpenWrite(PathOf(run, "trace/rank0.json")))
        {
            file.SetLength(ProfilerOutputs.Most + 1);
        }

        var (files, leftOut) = ProfilerOutputs.Of(run, SecretMask.None);

        files.ShouldBeEmpty();
        leftOut.ShouldNotBeNull().Sentence.ShouldContain("are 64 MB, and more than 64 MB are not packed");
    }

    private MeasuredRun Stored(params string[] names)
    {
        var run = TestRuns.Run("tp-profile", "m", []);
        return run with
        {
            Root = _folder.Root,
            Record = run.Record with { Files = [.. names.Select(n => new RawFile(n, "", 1))] },
        };
    }

    private void Write(MeasuredRun run, string name, string text) =>
        _folder.Write($"{run.Record.Identity.RelativeFolder}/{name}", text);

    private void Gzip(MeasuredRun run, string name, string text)
    {
        Write(run, name, "");
        using var packed = new GZipStream(File.Create(PathOf(run, name)), CompressionLevel.Fastest);
        packed.Write(System.Text.Encoding.UTF8.GetBytes(text));
    }

    private string PathOf(MeasuredRun run, string name) =>
        Path.Combine(_folder.Root, run.Record.Identity.RelativeFolder, name);
}
