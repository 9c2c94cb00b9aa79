using Refigure.Figures;

namespace Refigure.Build.Tests.EndToEnd;

public sealed class BadFolderTests : IDisposable
{
    private readonly BareClone _clone = new();

    public void Dispose() => _clone.Dispose();

    [Fact]
    public void No_such_folder() => Refused("nowhere", "nowhere", "--from");

    [Fact]
    public void A_file_in_place_of_the_folder() => Refused("envs/models.yaml", "models.yaml", "is a file");

    [Fact]
    public void A_folder_that_is_no_artifact_and_has_no_logs()
    {
        _clone.Folder.Write("odd/figures/figure-2/figure2.csv", "drawn\n");
        _clone.Folder.Write("odd/readme.md", "words\n");
        Refused("odd", "odd", "no artifact", "*.log");
    }

    [Fact]
    public void A_folder_of_empty_logs()
    {
        _clone.Folder.Write("logs/a.log", "");
        Refused("logs", "logs", "0 bytes");
    }

    [Fact]
    public void A_damaged_environment_file_of_an_artifact()
    {
        _clone.Folder.Write("study/figures/figure-2/iterations/1/output_model_llama3-3b.txt", TinyLogs.Warm(1));
        _clone.Folder.Write("study/figures/figure-2/env.json", "{ \"env\": ");
        Refused("study", "figure-2/env.json", "damaged");
    }

    [Fact]
    public void A_folder_that_holds_runs_already() => Refused("figures/recorded", "recorded", "--runs");

    private void Refused(string from, params string[] named)
    {
        var before = _clone.Folder.Listing();
        _clone.Run("--target", "Import", "--from", from).ShouldRefuse(named);
        _clone.Folder.ShouldBeAs(before);
    }

    [Fact]
    public void An_empty_log_among_others_is_refused_and_by_force_kept_as_an_invalid_run()
    {
        _clone.Folder.Write("logs/a.log", TinyLogs.Warm(1));
        _clone.Folder.Write("logs/b.log", "");
        var before = _clone.Folder.Listing();
        _clone
            .Run("--target", "Import", "--from", "logs", "--node", "here")
            .ShouldRefuse("b.log", "0 bytes", "--force");
        _clone.Folder.ShouldBeAs(before);

        var result = _clone.Run("--target", "Import", "--from", "logs", "--node", "here", "--force").ShouldSucceed();
        result.Output.ShouldContain("Imported 2 runs into figures/runs");
        result.Remarks.ShouldContain(
            "  empty-log: b.log: the engine's log is empty (0 bytes); the run is kept, marked invalid, and not averaged."
        );
        var runs = _clone.Folder["figures", "runs", "imported", "here"];
        File.ReadAllText(Path.Combine(runs, "a", "warm-1", "run.json")).ShouldContain("\"valid\": true");
        File.ReadAllText(Path.Combine(runs, "b", "warm-1", "run.json")).ShouldContain("\"valid\": false");
        File.ReadAllLines(_clone.Folder["figures", "runs", "measurements.csv"])
            .Where(line => line.Contains(",b,", StringComparison.Ordinal))
            .ShouldAllBe(line => !line.Contains(",0,s,", StringComparison.Ordinal));
    }

    [Fact]
    public void An_empty_log_of_an_artifact_is_refused_and_by_force_a_run_without_values()
    {
        Study("llama3-3b", 1, 2, 3);
        _clone.Folder.Write("study/figures/figure-2/iterations/3/output_model_llama3-3b.txt", "");
        var before = _clone.Folder.Listing();
        _clone
            .Run("--target", "Import", "--from", "study")
            .ShouldRefuse("iterations/3/output_model_llama3-3b.txt", "0 bytes", "--force");
        _clone.Folder.Listing().ShouldBe(before);

        var result = _clone.Run("--target", "Import", "--from", "study", "--force").ShouldSucceed();
        result.Remarks.ShouldContain(line =>
            line.Contains("llama3-3b", StringComparison.Ordinal) && line.Contains("0 bytes", StringComparison.Ordinal)
        );
        Draw(2);
        var bar = Bar("load_weights");
        bar.N.ShouldBe(2);
        bar.Y.ShouldBe(1.5);
    }

    [Fact]
    public void A_case_in_one_iteration_and_not_in_another_is_refused_and_by_force_averaged_over_those_that_are_there()
    {
        Study("llama3-3b", 1, 2, 6);
        Study("qwen-4b", 1, 3);
        var before = _clone.Folder.Listing();
        _clone.Run("--target", "Import", "--from", "study").ShouldRefuse("study", "qwen-4b lacks 3", "--force");
        _clone.Folder.Listing().ShouldBe(before);

        var result = _clone.Run("--target", "Import", "--from", "study", "--force").ShouldSucceed();
        result.Remarks.ShouldContain(line => line.Contains("qwen-4b", StringComparison.Ordinal));
        Draw(2);
        var bar = Bar("load_weights");
        bar.N.ShouldBe(3);
        bar.Y.ShouldBe(3);
    }

    [Fact]
    public void Runs_that_differ_are_replaced_only_by_force()
    {
        Study("llama3-3b", 1, 2);
        _clone.Run("--target", "Import", "--from", "study").ShouldSucceed();
        Study("llama3-3b", 1, 4);
        var before = _clone.Folder.Listing();
        _clone
            .Run("--target", "Import", "--from", "study")
            .ShouldRefuse("1 of 2 runs", "startup-breakdown/n1/llama3-3b/warm-2", "--force");
        _clone.Folder.ShouldBeAs(before);

        _clone
            .Run("--target", "Import", "--from", "study", "--force")
            .ShouldSucceed()
            .Output.ShouldContain("Imported 0 runs into figures/runs (1 there already, 1 replaced).");
        Draw(2);
        Bar("load_weights").Y.ShouldBe(2.5);
    }

    private FigureMark Bar(string phase) =>
        FigureTables.Bars(_clone.Folder["figures"], 2).Single(bar => bar.X == phase);

    private void Draw(int figure) => _clone.Run("--figure", $"{figure}").ShouldSucceed();

    private void Study(string model, params double[] seconds)
    {
        for (var i = 0; i < seconds.Length; i++)
        {
            _clone.Folder.Write(
                $"study/figures/figure-2/iterations/{i + 1}/output_model_{model}.txt",
                TinyLogs.Warm(seconds[i], day: i + 1)
            );
        }
    }
}
