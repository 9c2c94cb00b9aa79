using Refigure.Logs;
using Refigure.Quality;
using Refigure.Results;
using static Refigure.Tests.Quality.RunBuilder;

namespace Refigure.Tests.Quality;

public sealed class QualityGuardTests
{
    [Fact]
    public void Runs_without_anything_odd_have_no_findings()
    {
        var runs = Enumerable.Range(1, 5).Select(i => Run(iteration: i, values: [("load_weights", 2 + (i * 0.001))]));

        QualityGuard.Inspect([.. runs]).ShouldBeEmpty();
    }

    [Fact]
    public void Nodes_with_clocks_of_different_resolution_are_found()
    {
        var findings = QualityGuard.Inspect([
            Run("cpu-comparison", "n1", iteration: 1),
            Run("cpu-comparison", "n1", iteration: 2),
            Run("cpu-comparison", "n1", iteration: 3),
            .. Enumerable
                .Range(1, 3)
                .Select(i =>
                    Run("cpu-comparison", "n3", iteration: i, log: Log(resolution: TimestampResolution.Second))
                ),
        ]);

        findings[0]
            .Message.ShouldBe(
                "cpu-comparison: 3 of 6 logs have time stamps in whole seconds; what is taken from stamps is no finer there."
            );
        findings.Length.ShouldBe(2);
        var finding = findings[1];
        finding.Kind.ShouldBe(FindingKinds.MixedResolution);
        finding.Message.ShouldStartWith("cpu-comparison: Time stamps: milliseconds on n1, whole seconds on n3;");
        finding.Runs.ShouldBe([
            "cpu-comparison/n3/yi-6b/warm-1",
            "cpu-comparison/n3/yi-6b/warm-2",
            "cpu-comparison/n3/yi-6b/warm-3",
        ]);
    }

    [Fact]
    public void Sides_under_different_engine_arguments_are_found()
    {
        var findings = QualityGuard.Inspect([
            .. Enumerable
                .Range(1, 3)
                .Select(i =>
                    Run("page-cache", model: "qwen-14b", iteration: i, log: Log(arguments: ("max_seq_len", "16752")))
                ),
            .. Enumerable
                .Range(1, 3)
                .Select(i =>
                    Run(
                        "page-cache",
                        model: "qwen-14b",
                        cache: CacheState.PageCold,
                        iteration: i,
                        log: Log(arguments: ("max_seq_len", "32768"))
                    )
                ),
        ]);

        findings
            .ShouldHaveSingleItem()
            .Message.ShouldBe("page-cache: qwen-14b ran with max_seq_len 16752 on warm and 32768 on page-cold.");
    }

    [Fact]
    public void A_log_with_one_changed_line_is_a_copy()
    {
        var findings = QualityGuard.Inspect([
            Run("versions", model: "0.6.0", digest: "a", log: Log("0.6.0", first: 100, last: 114)),
            Run("versions", model: "0.7.0", digest: "b", log: Log("0.6.0", first: 100, last: 114)),
        ]);

        findings
            .Single(f => f.Kind == FindingKinds.CopiedLog)
            .Message.ShouldBe(
                "The log of versions/n1/0.7.0/warm-1 is a copy of versions/n1/0.6.0/warm-1 "
                    + "(the same time stamps and lines, single lines changed)."
            );
    }

    [Fact]
    public void Identical_logs_of_two_experiments_are_counted_together()
    {
        var findings = QualityGuard.Inspect([
            .. Enumerable.Range(1, 3).Select(i => Run("gpu-comparison", iteration: i, digest: $"same{i}")),
            .. Enumerable.Range(1, 3).Select(i => Run("cpu-comparison", iteration: i, digest: $"same{i}")),
        ]);

        findings
            .ShouldHaveSingleItem()
            .Message.ShouldBe("3 logs of cpu-comparison/n1 are a copy of gpu-comparison/n1 (byte for byte).");
    }

    [Fact]
    public void A_banner_of_another_version_is_found()
    {
        var findings = QualityGuard.Inspect([
            Run("versions", model: "opt-6.7b", claimedVersion: "0.7.0", log: Log("0.6.0")),
        ]);

        findings
            .Single(f => f.Kind == FindingKinds.VersionMismatch)
            .Message.ShouldBe("versions: the run of 0.7.0 says version 0.6.0 in its banner (line 7).");
    }

    [Fact]
    public void A_cold_run_that_loaded_graphs_from_the_cache_was_warm()
    {
        var findings = QualityGuard.Inspect([
            Run(cache: CacheState.CompileCold, iteration: 1),
            Run(model: "yi-9b", cache: CacheState.CompileCold, log: Log(compileCache: CompileCacheState.Compiled)),
        ]);

        findings
            .ShouldHaveSingleItem()
            .Message.ShouldBe(
                "model-sweep: 1 of 2 runs called compile-cold loaded compiled graphs from the cache: they were warm."
            );
    }

    [Theory]
    [InlineData("FLASHINFER", "FlashInfer", false)]
    [InlineData("FLASH_ATTN", "Flash Attention", false)]
    [InlineData("FLASHINFER", "Flash Attention", true)]
    [InlineData("FLASHINFER", "FlashMLA", true)]
    public void A_backend_that_is_not_the_one_asked_for_is_found(string asked, string ran, bool found)
    {
        var runs = Enumerable
            .Range(1, 3)
            .Select(i => Run(iteration: i, variables: [("VLLM_ATTENTION_BACKEND", asked)], log: Log(backend: ran)));

        QualityGuard.Inspect([.. runs]).Any(f => f.Kind == FindingKinds.SettingContradicted).ShouldBe(found);
    }

    [Fact]
    public void Derived_and_missing_values_are_told_apart()
    {
        PhaseReading[] phases =
        [
            new("load_weights", PhaseStatus.Derived, 2.0, "s", [4], "model_loading - model_init"),
            new("worker_init", PhaseStatus.Missing, null, "s", [], "expected since 0.9.0"),
            new("torch.compile", PhaseStatus.NotApplicable, null, "s", []),
        ];

        var findings = QualityGuard.Inspect([
            .. Enumerable.Range(1, 3).Select(i => Run(iteration: i, log: Log(phases: phases))),
        ]);

        findings
            .Select(f => f.Message)
            .ShouldBe([
                "model-sweep: load_weights was derived (model_loading - model_init) in 3 runs, not read.",
                "model-sweep: worker_init is missing in 3 runs (expected since 0.9.0).",
            ]);
    }

    [Fact]
    public void A_scatter_beyond_a_tenth_is_found_and_clock_steps_are_not()
    {
        MeasuredRun[] runs =
        [
            .. new[] { 4.2, 7.2, 4.2, 4.2, 4.2 }.Select(
                (v, i) => Run(iteration: i + 1, values: [("load_weights", v), ("model_init", 0.1 + (i * 0.01))])
            ),
        ];

        QualityGuard
            .Inspect([.. runs])
            .ShouldHaveSingleItem()
            .Message.ShouldBe("model-sweep: load_weights scatters by 28 % between iterations (yi-6b).");
    }

    [Fact]
    public void Where_everything_scatters_one_sentence_says_so()
    {
        string[] metrics = ["load_weights", "model_init", "graph_capturing"];
        MeasuredRun[] runs =
        [
            .. new[] { 4.2, 7.2, 4.2, 4.2, 4.2 }.Select(
                (v, i) => Run(iteration: i + 1, values: [.. metrics.Select((m, k) => (m, v + k))])
            ),
        ];

        QualityGuard
            .Inspect([.. runs])
            .ShouldHaveSingleItem()
            .Message.ShouldBe(
                "model-sweep: 3 metrics scatter by up to 28 % between iterations (load_weights, model_init, graph_capturing)."
            );
    }

    [Fact]
    public void A_single_run_says_nothing_about_scatter()
    {
        QualityGuard
            .Inspect([Run("versions")])
            .ShouldHaveSingleItem()
            .Message.ShouldBe("versions: the case ran once, so the scatter is unknown.");
    }
}
