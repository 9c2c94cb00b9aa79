using System.Globalization;
using System.Text.Json;
using Refigure.Build.Tests.Nodes;

namespace Refigure.Build.Tests.EndToEnd;

/// <summary>An evaluation from end to end, with few figures.</summary>
public sealed class EvaluateTests : IDisposable
{
    private readonly BareClone _clone = new();

    public void Dispose() => _clone.Dispose();

    [Fact]
    public void A_dry_run_says_what_each_step_costs_and_writes_nothing()
    {
        var before = _clone.Folder.Listing();

        var output = Evaluate("--dryrun").ShouldSucceed().Output;

        output.ShouldMatch(@"llama\.cpp here: startup-breakdown \(figure 2\) +\| +\d+ s +\| +\d+ MB +\| 5 runs");
        output.ShouldContain("Figures without a smoke experiment");
        output.ShouldMatch(
            @"About \d+ min; disk: \d+ MB \([\d.]+ (MB|GB) free\)\. Figures and results go to figures/evaluation, runs to figures/runs\."
        );
        _clone.Folder.ShouldBeAs(before);
    }

    [Fact]
    public void Recorded_figures_are_held_against_the_committed_numbers_and_a_second_time_not_drawn_again()
    {
        var first = Evaluate("--profile", "lab", "--figure", "2,12,22").ShouldSucceed();

        first.Output.ShouldContain("passed figure 2: identical: all 20 numbers are the same");
        first.Output.ShouldContain("passed figure 22: identical: all 13 numbers are the same");
        first.Output.ShouldNotContain("figure 12:");
        var drawn = _clone.Folder["figures", "evaluation", "recorded", "figure-2", "figure2.pdf"];
        var time = File.GetLastWriteTimeUtc(drawn);
        using (var result = Result())
        {
            result.RootElement.GetProperty("exit_code").GetInt32().ShouldBe(0);
            result.RootElement.GetProperty("stopped").GetBoolean().ShouldBeFalse();
            Step(result, "recorded").GetProperty("done_before").GetBoolean().ShouldBeFalse();
        }

        var second = Evaluate("--profile", "lab", "--figure", "2,12,22").ShouldSucceed();

        second.Output.ShouldContain("before, and nothing changed");
        second.Output.ShouldContain("identical: all 13 numbers are the same");
        File.GetLastWriteTimeUtc(drawn).ShouldBe(time);
        using var again = Result();
        Step(again, "recorded").GetProperty("done_before").GetBoolean().ShouldBeTrue();
        File.ReadAllText(_clone.Folder["figures", "evaluation", "evaluation.txt"])
            .ShouldContain("| recorded | figure 22");
    }

    [Fact]
    public void Numbers_that_differ_runs_that_are_gone_and_a_damaged_table_end_with_1_and_the_rest_is_done()
    {
        var expected = _clone.Folder["figures", "recorded", "expected", "figure2.csv"];
        var rows = File.ReadAllLines(expected);
        var at = Array.FindIndex(rows, row => row.StartsWith("2,main,", StringComparison.Ordinal));
        var cells = rows[at].Split(',');
        cells[^4] = (double.Parse(cells[^4], CultureInfo.InvariantCulture) * 1.001).ToString(
            "R",
            CultureInfo.InvariantCulture
        );
        rows[at] = string.Join(',', cells);
        File.WriteAllLines(expected, rows);
        _clone.Folder.Write("figures/recorded/expected/figure9.csv", "no,table\n");
        Directory.Delete(_clone.Folder["figures", "recorded", "versions"], recursive: true);

        var result = Evaluate("--profile", "lab", "--figure", "1,2,9,22");

        result.ExitCode.ShouldBe(1);
        result.Error.ShouldContain("2 differ, 1 failed");
        result.Output.ShouldMatch(@"DIFFERS +\| recorded +\| figure 2 +\| within tolerance");
        result.Output.ShouldMatch(@"DIFFERS +\| recorded +\| figure 1 +\| same trend");
        result.Output.ShouldMatch(@"FAILED +\| recorded +\| figure 9 ");
        result.Output.ShouldMatch(@"passed +\| recorded +\| figure 22 ");
    }

    [Fact]
    public void Accepting_writes_the_numbers_that_are_committed()
    {
        var folder = _clone.Folder["figures", "recorded", "expected"];
        var committed = Directory.GetFiles(folder).ToDictionary(f => Path.GetFileName(f)!, File.ReadAllText);
        Directory.Delete(folder, recursive: true);

        Evaluate("--accept").ShouldSucceed();

        Directory
            .GetFiles(folder)
            .ToDictionary(f => Path.GetFileName(f)!, File.ReadAllText)
            .ShouldBe(committed, ignoreOrder: true);
    }

    [Fact]
    public void The_data_that_from_names_gets_runs_of_its_own_and_verdicts_against_the_published_numbers()
    {
        for (var i = 1; i <= 3; i++)
        {
            _clone.Folder.Write(
                $"study/figures/figure-2/iterations/{i}/output_model_llama3-3b.txt",
                TinyLogs.Warm(i, i)
            );
        }

        string[] arguments = ["--from", "study", "--profile", "lab", "--figure", "2,9"];
        Evaluate(arguments)
            .ShouldSucceed()
            .Output.ShouldMatch(@"passed +\| study +\| figure 2 +\| drawn from 3 paper runs");
        Directory.Exists(_clone.Folder["figures", "runs"]).ShouldBeFalse();
        File.Copy(
            _clone.Folder["figures", "evaluation", "study", "figure-2", "figure2.csv"],
            _clone.Folder["published.csv"]
        );

        var compared = Evaluate([.. arguments, "--against", "published.csv"]).ShouldSucceed();

        compared.Output.ShouldContain("again, since the published numbers changed");
        compared.Output.ShouldMatch(@"passed +\| study +\| figure 2 +\| identical");
        compared.Output.ShouldMatch(@"could not run \| study +\| figure 9 +\| study has no runs of it");
        // Changed data is taken over into another root; the old one stays as it was.
        _clone.Folder.Write("study/figures/figure-2/iterations/3/output_model_llama3-3b.txt", TinyLogs.Warm(9, 9));
        Evaluate([.. arguments, "--against", "published.csv"])
            .Output.ShouldMatch(@"(DIFFERS|passed) +\| study +\| figure 2 +\| (different|within tolerance|same trend)");
        Directory.GetDirectories(_clone.Folder["figures", "evaluation", "study"], "runs-*").Length.ShouldBe(2);
    }

    [Theory]
    [InlineData("--from nowhere", "--from", "nowhere", "there is no such folder")]
    [InlineData("--from envs/llamacpp", "envs/llamacpp")]
    [InlineData("--against README.md", "--against", "--from DIR")]
    [InlineData("--from envs --against nothing.json", "nothing.json", "there is no such file")]
    [InlineData("--profile paper", "--profile paper", "smoke or lab")]
    [InlineData("--node n1", "--node", "the machine that it runs on")]
    [InlineData("--figure 99", "There is no figure 99")]
    [InlineData("--out envs/nodes.yaml", "envs/nodes.yaml", "--out DIR")]
    public void What_is_wrong_is_said_before_anything_is_done(string options, params string[] named)
    {
        var before = _clone.Folder.Listing();
        Evaluate(options.Split(' ')).ShouldRefuse(named);
        _clone.Folder.ShouldBeAs(before);
    }

    [Fact]
    public void A_state_that_is_damaged_is_said_and_done_without()
    {
        _clone.Folder.Write("figures/evaluation/state.json", "{\"schema\": 1, ");

        var result = Evaluate("--profile", "lab", "--figure", "2");

        result.ExitCode.ShouldBe(0);
        (result.Output + result.Error).ShouldContain("figures/evaluation/state.json cannot be read");
        result.Output.ShouldContain("passed figure 2: identical");
    }

    [Fact]
    public void Without_Node_js_the_steps_that_need_it_could_not_run_and_that_is_no_failure()
    {
        var result = HostProcess.RunIn(
            _clone.Root,
            _clone.Root,
            [("PATH", "/nonexistent")],
            "--target",
            "Evaluate",
            "--profile",
            "smoke",
            "--figure",
            "2,9"
        );

        result.ExitCode.ShouldBe(0, result.Output + result.Error);
        result.Output.ShouldMatch(@"could not run \| smoke +\| figure 2 +\| .*Node");
        result.Output.ShouldMatch(
            @"could not run \| smoke +\| figure 9 +\| llama\.cpp on a processor captures no CUDA graphs"
        );
        Directory.Exists(_clone.Folder["artifacts", "store"]).ShouldBeFalse();
    }

    [LiveFact]
    public void Stopped_in_the_middle_it_goes_on_and_makes_no_run_twice()
    {
        string[] arguments = ["--target", "Evaluate", "--profile", "smoke", "--figure", "2,28", "--iterations", "2"];
        using (var host = HostProcess.Start(_clone.Root, arguments))
        {
            // The second experiment is under way.
            Wait.Until(() => Runs().Length >= 4, seconds: 90).ShouldBeTrue();
            HostProcess.RunProgram(_clone.Root, [], "bash", "-c", $"kill -INT {host.Id}").ExitCode.ShouldBe(0);
            host.WaitForExit(60_000).ShouldBeTrue();
            host.ExitCode.ShouldBe(130);
        }

        var made = Runs().ToDictionary(run => run, File.ReadAllText);
        using (var stopped = Result())
        {
            stopped.RootElement.GetProperty("stopped").GetBoolean().ShouldBeTrue();
        }

        var result = HostProcess.Run(_clone.Root, arguments);

        result.ExitCode.ShouldBe(0, result.Output + result.Error);
        foreach (var (run, content) in made)
        {
            File.ReadAllText(run).ShouldBe(content, run);
        }

        using var whole = Result();
        whole.RootElement.GetProperty("stopped").GetBoolean().ShouldBeFalse();
        Step(whole, "recorded").GetProperty("done_before").GetBoolean().ShouldBeTrue();
        File.Exists(_clone.Folder["figures", "evaluation", "smoke", "figure-2", "figure2.pdf"]).ShouldBeTrue();
    }

    private string[] Runs() =>
        Directory.Exists(_clone.Folder["figures", "runs"])
            ? Directory.GetFiles(_clone.Folder["figures", "runs"], "run.json", SearchOption.AllDirectories)
            : [];

    private HostResult Evaluate(params string[] arguments) => _clone.Run(["--target", "Evaluate", .. arguments]);

    private JsonDocument Result() =>
        JsonDocument.Parse(File.ReadAllText(_clone.Folder["figures", "evaluation", "evaluation.json"]));

    private static JsonElement Step(JsonDocument result, string name) =>
        result
            .RootElement.GetProperty("steps")
            .EnumerateArray()
            .Single(step => step.GetProperty("step").GetString() == name);
}
