namespace Refigure.Build.Tests.EndToEnd;

/// <summary>The embedded engine for real, in a clone of its own.</summary>
public sealed class LiveRunTests : IDisposable
{
    private readonly BareClone _clone = new();

    public void Dispose() => _clone.Dispose();

    [LiveFact]
    public void Alone_it_sets_up_runs_and_draws_figure_2_and_a_second_time_runs_nothing()
    {
        var first = _clone.Run().ShouldSucceed();

        first.Output.ShouldContain("Profile smoke: llama.cpp on this machine's processor with synthetic models");
        first.Output.ShouldContain("5 runs to make");
        first.Output.ShouldMatch(@"5/5 startup-breakdown synthetic-60m (warm-\d|page-cold-1): done");
        first.Output.ShouldMatch(@"Loading Weights +\d+\.\d{3} +\d+\.\d{3} +4");
        first.Output.ShouldMatch(@"\nfigures/figure-2/figure2\.pdf\n");
        _clone.Read(2, "svg").ShouldContain("<pdfx:Profile>smoke</pdfx:Profile>");
        var cold = File.ReadAllText(Run("page-cold-1"));
        cold.ShouldMatch("\"resident_at_start:synthetic-60m.gguf\": \"0 of 29587 pages\"");
        cold.ShouldContain("\"valid\": true");
        File.ReadAllText(Run("warm-1"))
            .ShouldMatch("\"resident_at_start:synthetic-60m.gguf\": \"29587 of 29587 pages\"");

        var second = _clone.Run().ShouldSucceed();

        second.Output.ShouldNotContain("to make");
        second.Output.ShouldMatch(@"Loading Weights +\d+\.\d{3}");

        var plan = _clone.Run("--target", "Plan", "--experiment", "startup-breakdown").ShouldSucceed();

        plan.Output.ShouldContain("5 runs: 5 have, 0 missing, 0 stale.");
    }

    [LiveFact]
    public void A_load_on_a_served_engine_is_a_run_and_its_figures_are_drawn()
    {
        var first = _clone.Run("--target", "Run", "--experiment", "memory-over-time", "--profile", "smoke");

        first.Output.ShouldMatch(
            @"1/1 memory-over-time synthetic-15m warm-1: (done|invalid: The client was the bottleneck)"
        );
        var folder = Directory
            .GetDirectories(_clone.Folder["figures", "runs"], "warm-1", SearchOption.AllDirectories)
            .Single();
        Directory
            .GetFiles(folder)
            .Select(Path.GetFileName)
            .ShouldBe(
                [
                    "arrivals.csv",
                    "engine.log",
                    "engine.stderr.log",
                    "load.json",
                    "per-prompt.txt",
                    "requests.jsonl",
                    "run.json",
                    "samples.csv",
                    "vllm-bench.json",
                ],
                ignoreOrder: true
            );
        File.ReadLines(Path.Combine(folder, "requests.jsonl")).First().ShouldContain("\"status\":\"completed\"");
        File.ReadLines(Path.Combine(folder, "samples.csv")).First().ShouldContain(",kv_cache_usage,requests_running");
        var measurements = File.ReadAllText(_clone.Folder["figures", "runs", "measurements.csv"]);
        measurements.ShouldMatch(@",ttft_mean,\d+\.\d+,s,memory-over-time/[^\n]*/requests\.jsonl:\d+\n");
        measurements.ShouldMatch(@",kv_cache_usage_peak,[01][.\d]*,ratio,[^\n]*/samples\.csv:\d+\n");
        EnginesOf(_clone.Root).ShouldBeEmpty();
        if (first.Output.Contains("bottleneck", StringComparison.Ordinal))
        {
            // A machine that others keep busy: that was found and said, and is drawn by nobody.
            File.ReadAllText(Path.Combine(folder, "run.json")).ShouldContain("\"valid\": false");
            return;
        }

        var second = _clone.Run("--figure", "28,29", "--profile", "smoke").ShouldSucceed();

        second.Output.ShouldNotContain("to make");
        File.Exists(_clone.PathOf(28, "pdf")).ShouldBeTrue();
        File.Exists(_clone.PathOf(29, "pdf")).ShouldBeTrue();
    }

    [LiveFact]
    public void The_knee_is_found_in_runs_that_are_kept_and_not_made_twice()
    {
        // No machine is that fast, so one load is tried, whatever the machine.
        string[] knee =
        [
            "--target",
            "Knee",
            "--engine",
            "llamacpp",
            "--profile",
            "smoke",
            "--slo",
            "ttft=1ms",
            "--duration",
            "5 s",
        ];

        var first = _clone.Run(knee);
        if (first.Output.Contains("The client was the bottleneck", StringComparison.Ordinal))
        {
            return;
        }

        first.ShouldSucceed();
        first.Output.ShouldContain("concurrency 1: 0 % of the requests within ttft=1ms");
        first.Output.ShouldContain("No load keeps ttft=1ms: one request at a time does not.");
        Directory
            .GetDirectories(_clone.Folder["figures", "runs", "knee"], "warm-1", SearchOption.AllDirectories)
            .Length.ShouldBe(1);

        _clone.Run(knee).ShouldSucceed().Output.ShouldNotContain("to make");
        _clone.Run("--target", "Knee", "--engine", "llamacpp").ShouldRefuse("--slo ttft=500ms,tpot=50ms");
    }

    [LiveFact]
    public void Changing_what_decides_a_result_makes_its_runs_stale_and_says_why()
    {
        _clone.Run("--target", "Run", "--experiment", "cpu-usage", "--iterations", "1").ShouldSucceed();
        var file = _clone.Folder["figures", "experiments", "cpu-usage.yaml"];
        File.WriteAllText(file, File.ReadAllText(file).Replace("ctx-size: 512", "ctx-size: 256"));

        var plan = _clone.Run("--target", "Plan", "--experiment", "cpu-usage").ShouldSucceed();

        plan.Output.ShouldContain("stale, because arg.ctx-size: 512 → 256");
    }

    [LiveFact]
    public void Killed_at_any_moment_and_started_again_it_has_the_same_runs()
    {
        _clone.Run("--target", "Setup").ShouldSucceed();
        var random = new Random(20261124);
        for (var i = 0; i < 10; i++)
        {
            using var host = HostProcess.Start(_clone.Root, "--figure", "2");
            host.WaitForExit(random.Next(200, 1500));
            host.Kill(entireProcessTree: false);
            host.WaitForExit();
        }

        _clone.Run("--figure", "2").ShouldSucceed();

        Directory
            .GetDirectories(Path.GetDirectoryName(Path.GetDirectoryName(Run("warm-1")))!)
            .Select(Path.GetFileName)
            .Order(StringComparer.Ordinal)
            .ShouldBe(["page-cold-1", "warm-1", "warm-2", "warm-3", "warm-4"]);
        File.Exists(_clone.PathOf(2, "pdf")).ShouldBeTrue();
        EnginesOf(_clone.Root).ShouldBeEmpty();
    }

    [LiveFact]
    public void A_rerun_is_compared_with_the_first_one_and_writes_what_ci_shows()
    {
        var page = _clone.Folder["page.md"];
        (string, string)[] variables = [("GITHUB_STEP_SUMMARY", page)];
        var first = HostProcess
            .RunIn(_clone.Root, _clone.Root, variables, "--target", "Ci", "--figure", "2")
            .ShouldSucceed();
        first.Output.ShouldContain("There was no baseline: these 5 runs are it now, in artifacts/ci/baseline.");

        // So wide a margin that a busy machine cannot fail it.
        var second = HostProcess.RunIn(
            _clone.Root,
            _clone.Root,
            variables,
            "--target",
            "Ci",
            "--figure",
            "2",
            "--tolerance",
            "0.99"
        );

        second.ShouldSucceed().Output.ShouldMatch(@"startup-breakdown synthetic-60m warm: (same|can't tell|faster)");
        File.ReadAllText(page).ShouldContain("| startup-breakdown | synthetic-60m | warm | load_weights |");
        File.ReadAllText(_clone.Folder["artifacts", "ci", "junit.xml"])
            .ShouldContain("<testcase classname=\"startup-breakdown.synthetic-60m\" name=\"warm actual_total_time\"");
    }

    [LiveFact]
    public void A_second_host_on_the_same_runs_is_told_who_works_there()
    {
        _clone.Run("--target", "Setup").ShouldSucceed();
        using var first = HostProcess.Start(_clone.Root, "--target", "Run", "--experiment", "startup-breakdown");
        var owner = _clone.Folder["figures", "runs", ".lock-owner"];
        for (var i = 0; i < 100 && !File.Exists(owner); i++)
        {
            first.WaitForExit(50);
        }

        var second = _clone.Run("--target", "Run", "--experiment", "startup-breakdown");

        second.ShouldRefuse("figures/runs is in use by process", "--runs");
        first.WaitForExit();
        first.ExitCode.ShouldBe(0);
    }

    [LiveFact]
    public void Without_Node_the_sentence_says_which_version_and_where_to_get_it()
    {
        HostProcess
            .RunIn(_clone.Root, _clone.Root, [("PATH", "/nonexistent")], "--figure", "2")
            .ShouldRefuse("Node", "20", "https://nodejs.org");
        Directory.Exists(_clone.Folder["artifacts", "store"]).ShouldBeFalse();
    }

    // All processes whose command line names this clone.
    private static IEnumerable<string> EnginesOf(string root) =>
        Directory
            .EnumerateDirectories("/proc")
            .Where(d => char.IsAsciiDigit(Path.GetFileName(d)[0]))
            .Select(d =>
            {
                try
                {
                    return File.ReadAllText(Path.Combine(d, "cmdline")).Replace('\0', ' ');
                }
                catch (IOException)
                {
                    return string.Empty;
                }
            })
            .Where(line => line.Contains(root, StringComparison.Ordinal));

    private string Run(string name) =>
        Directory
            .GetFiles(_clone.Folder["figures", "runs"], "run.json", SearchOption.AllDirectories)
            .Single(f =>
                f.Contains("/startup-breakdown/", StringComparison.Ordinal)
                && f.Contains($"/{name}/", StringComparison.Ordinal)
            );
}
