using Refigure.Build.Tests.Bootstrap;
using Refigure.Testing;

namespace Refigure.Build.Tests.EndToEnd;

/// <summary>
/// Folders that cannot be written. A user who may do everything ignores permissions, so the folders lie below a file, or
/// have something else in the way.
/// </summary>
public sealed class UnwritableFolderTests : IDisposable
{
    private readonly BareClone _clone = new();

    public void Dispose() => _clone.Dispose();

    [Theory]
    [InlineData("--figure 2 --no-run")]
    [InlineData("--figure 2")]
    [InlineData("--figure 1,2 --no-run")]
    public void A_figure_that_cannot_be_written_names_the_folder(string line)
    {
        _clone.Folder.Write("file", "words");
        var before = _clone.Folder.Listing();
        _clone.Run([.. line.Split(' '), "--out", "file/out"]).ShouldRefuse("file/out", "--out DIR");
        _clone.Folder.ShouldBeAs(before);
    }

    [Theory]
    [InlineData("figure2.csv")]
    [InlineData("figure2.svg")]
    [InlineData("figure2.pdf")]
    public void A_folder_where_a_file_shall_be_leaves_nothing_half_written(string inTheWay)
    {
        Directory.CreateDirectory(_clone.Folder["out", "figure-2", inTheWay]);
        var before = _clone.Folder.Listing();
        _clone.Run("--no-run", "--figure", "2", "--out", "out").ShouldRefuse("figure-2", "--out DIR");
        _clone.Folder.ShouldBeAs(before);
    }

    [Fact]
    public void A_figure_that_could_not_be_replaced_is_still_the_old_one_as_a_whole()
    {
        _clone.Run("--no-run", "--figure", "2", "--out", "out").ShouldSucceed();
        File.Delete(_clone.Folder["out", "figure-2", "figure2.pdf"]);
        Directory.CreateDirectory(_clone.Folder["out", "figure-2", "figure2.pdf"]);
        var before = _clone.Folder.Listing();
        _clone.Run("--no-run", "--figure", "2", "--node", "h200", "--out", "out").ShouldRefuse("--out DIR");
        _clone.Folder.ShouldBeAs(before);
    }

    [Fact]
    public void Runs_that_cannot_be_written_name_the_folder()
    {
        _clone.Folder.Write("file", "words");
        _clone.Folder.Write("logs/a.log", TinyLogs.Warm(1));
        var before = _clone.Folder.Listing();
        _clone.Run("--target", "Import", "--from", "logs", "--runs", "file/runs").ShouldRefuse("file/runs", "--runs");
        _clone.Folder.ShouldBeAs(before);
    }

    [Fact]
    public void Measurements_that_cannot_be_written_name_the_file()
    {
        _clone.Folder.Write("logs/a.log", TinyLogs.Warm(1));
        Directory.CreateDirectory(_clone.Folder["runs", "measurements.csv"]);
        _clone.Run("--target", "Import", "--from", "logs", "--runs", "runs").ShouldRefuse("runs", "--runs");
        // The lock's own file stays, as with every command that writes runs.
        Directory.GetFiles(_clone.Folder["runs"]).Where(file => Path.GetFileName(file) != ".lock").ShouldBeEmpty();
    }

    [SharedFact]
    public void A_verdict_that_cannot_be_written_names_the_file()
    {
        _clone.Run("--no-run", "--figure", "2", "--out", "out").ShouldSucceed();
        Directory.CreateDirectory(_clone.Folder["out", "figure-2", "verify2.json"]);
        var before = _clone.Folder.Listing();
        _clone
            .Run("--target", "Verify", "--figure", "2", "--out", "out", "--against", ImportedArtifact.Reference)
            .ShouldRefuse("verify2.json", "--out DIR");
        _clone.Folder.ShouldBeAs(before);
    }

    [UnixFact]
    public void A_folder_of_the_kernel_is_not_written()
    {
        _clone.Run("--no-run", "--figure", "2", "--out", "/proc/figures").ShouldRefuse("/proc/figures", "--out DIR");
    }
}
