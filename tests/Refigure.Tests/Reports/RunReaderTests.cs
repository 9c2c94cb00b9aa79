using Refigure.Reports.Runs;
using Refigure.Results;
using Refigure.Tests.Results;

namespace Refigure.Tests.Reports;

public sealed class RunReaderTests : IDisposable
{
    private const string Log = "one\ntwo\nINFO Loading weights took 0.78 seconds\nfour\nfive\nsix\n";
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void The_line_of_a_number_is_shown_with_its_neighbours_and_marked()
    {
        var run = Stored();

        var read = RunReader.Read(run, [run.Find("load_weights")!.Source], whole: false);

        read.Damage.ShouldBeEmpty();
        var excerpt = read.Excerpts.ShouldHaveSingleItem();
        excerpt.File.ShouldBe("engine.log");
        excerpt
            .Lines.Select(l => (l.Number, l.IsSource))
            .ShouldBe([(1, false), (2, false), (3, true), (4, false), (5, false)]);
        excerpt.Lines[2].Text.ShouldBe("INFO Loading weights took 0.78 seconds");
    }

    [Fact]
    public void A_file_that_was_changed_is_told_by_its_digest()
    {
        var run = Stored();
        var log = _folder[$"{run.Record.Identity.RelativeFolder}/engine.log"];
        File.WriteAllText(log, File.ReadAllText(log).Replace("0.78", "0.08", StringComparison.Ordinal));

        RunReader
            .Read(run, [], whole: true)
            .Damage.ShouldHaveSingleItem()
            .ShouldContain("engine.log was changed: its SHA-256 is");
    }

    [Theory]
    [InlineData("model-sweep/n1/yi-6b/warm-1/engine.log:3", "engine.log", 3)]
    [InlineData("model-sweep/n1/yi-6b/warm-1/engine.log", "engine.log", null)]
    [InlineData("model-sweep/n1/yi-6b/warm-1/../../../etc/passwd:1", null, null)]
    [InlineData("elsewhere/engine.log:3", null, null)]
    public void Only_lines_of_the_runs_own_files_are_shown(string source, string? file, int? line) =>
        SourceText.Parse(Stored(), source).ShouldBe(file is null ? null : (file, line));

    public void Dispose() => _folder.Dispose();

    private MeasuredRun Stored()
    {
        if (!Directory.Exists(_folder["model-sweep"]))
        {
            _ = SampleRuns.Store(_folder.Root, log: Log);
        }

        return new RunStore(VllmLogReader.Instance).Load([_folder.Root]).Single();
    }
}
