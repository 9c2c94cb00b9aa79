using Refigure.Imports;
using Refigure.Results;
using Refigure.Tests.Results;

namespace Refigure.Tests.Imports;

/// <summary>Figures that do not lie beside the checkout, and layouts with gaps: tiny trees in the study's form.</summary>
public sealed class StudyVariantsTests : IDisposable
{
    private const string Environment = """
        {
          "env": {"VLLM_USE_V1": 1, "HF_TOKEN": "hf_secret"},
          "default_params": {"cuda-graph-sizes": [1, 56]},
          "configs": [{"model": "./models/yi_6b/"}, {"model": "m", "max_model_len": [16, 32]}]
        }
        """;

    private static readonly Importer Importer = new(new FakeLogReader());
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Sides_of_figure_11_are_nodes_and_their_labels_may_differ()
    {
        Log("artifact/figures/figure-11/cpu0/iterations/1/output_model_qwen-14b_max_model_len_16752.txt");
        Log("artifact/figures/figure-11/cpu1/iterations/1/output_model_qwen-14b.txt");
        Log("artifact/figures/figure-11/cpu1/uncached/output_model_qwen-14b.txt");

        Folders(Plan("artifact"))
            .ShouldBe([
                "cpu-comparison/n1/qwen-14b+max_model_len=16752/warm-1",
                "cpu-comparison/n3/qwen-14b/warm-1",
                "cpu-comparison/n3/qwen-14b/compile-cold-1",
            ]);
        Plan("artifact").Runs[1].Record.NodeFacts["cores"].ShouldBe("96");
    }

    [Fact]
    public void Case_1_of_figure_13_has_a_cold_page_cache_on_the_same_node()
    {
        Log("figure-13/case0/iterations/1/output_model_yi-6b.txt");
        Log("figure-13/case0/uncached/output_model_yi-6b.txt");
        Log("figure-13/case1/iterations/1/output_model_yi-6b.txt");
        Log("figure-13/case1/uncached/output_model_yi-6b.txt");

        Folders(Plan("figure-13"))
            .ShouldBe([
                "page-cache/n1/yi-6b/warm-1",
                "page-cache/n1/yi-6b/cold-1",
                "page-cache/n1/yi-6b/compile-cold-1",
                "page-cache/n1/yi-6b/page-cold-1",
            ]);
    }

    [Fact]
    public void Iterations_of_figure_15_stay_warm_and_the_evidence_says_compiled()
    {
        Log("figure-15/iterations/1/output_model_yi-6b.txt", "INFO Compiling a graph for general shape takes 9 s\n");
        Log("figure-15/uncached/output_model_yi-6b.txt", "INFO Compiling a graph for general shape takes 9 s\n");
        Log("figure-7/iterations/1/output_model_yi-6b.txt");

        var plan = Plan("figure-15");

        Folders(plan).ShouldBe(["compile-cache-off/n1/yi-6b/warm-1", "compile-cache-off/n1/yi-6b/compile-cold-1"]);
        plan.Runs.ShouldAllBe(run => run.Record.CacheEvidence["compile_cache"] == "compiled");
        Folders(Plan("figure-7")).ShouldBe(["kv-cache-profiling/n1/yi-6b/warm-1"]);
    }

    [Fact]
    public void Names_are_resolved_with_env_json_also_where_models_hold_underscores()
    {
        _folder.Write("figure-9/env.json", Environment);
        Log("figure-9/iterations/1/output_model_yi_6b_cuda-graph-sizes_56.txt");
        Log("figure-9/iterations/1/output_model_m_cuda-graph-sizes_1_max_model_len_32.txt");
        Log("figure-9/iterations/1/output_model_m_max_model_len_16_cuda-graph-sizes_56.txt");

        var plan = Plan("figure-9");

        Folders(plan)
            .ShouldBe([
                "graph-sizes/n1/m+cuda-graph-sizes=1+max_model_len=32/warm-1",
                "graph-sizes/n1/m+cuda-graph-sizes=56+max_model_len=16/warm-1",
                "graph-sizes/n1/yi_6b+cuda-graph-sizes=56/warm-1",
            ]);
        plan.Runs[0].Record.Variables["HF_TOKEN"].ShouldBe("***");
        plan.Findings.ShouldBeEmpty();
    }

    [Fact]
    public void Without_env_json_common_arguments_are_known()
    {
        Log("figure-9/iterations/1/output_model_a_b_load-format_runai_streamer_max_model_len_8.txt");
        Log("figure-9/iterations/1/output_model_c_no-enable-prefix-caching__cuda-graph-sizes_1_2_4.txt");
        Log("figure-9/iterations/1/output_model_d_unknown_1.txt");

        var plan = Plan("figure-9");

        Folders(plan)
            .ShouldBe([
                "graph-sizes/n1/a_b+load-format=runai_streamer+max_model_len=8/warm-1",
                "graph-sizes/n1/c+cuda-graph-sizes=1_2_4+no-enable-prefix-caching/warm-1",
                "graph-sizes/n1/d_unknown_1/warm-1",
            ]);
        plan.Runs[1].Record.Arguments["cuda-graph-sizes"].ShouldBe("1 2 4");
    }

    [Fact]
    public void A_case_that_env_json_does_not_list_is_imported_and_said_once()
    {
        _folder.Write("figure-9/env.json", Environment);
        Log("figure-9/iterations/1/output_model_other_max_model_len_8.txt");
        Log("figure-9/iterations/2/output_model_other_max_model_len_8.txt");

        var plan = Plan("figure-9");

        plan.Runs.Length.ShouldBe(2);
        var finding = plan.Findings.ShouldHaveSingleItem();
        finding.Kind.ShouldBe("case-not-listed");
        finding.Message.ShouldContain("other+max_model_len=8");
    }

    [Fact]
    public void Empty_logs_and_uneven_iterations_are_imported_and_said()
    {
        Log("figure-2/iterations/1/output_model_a.txt");
        Log("figure-2/iterations/1/output_model_b.txt");
        Log("figure-2/iterations/3/output_model_a.txt", "");
        Log("figure-2/iterations/3/output_model_c.txt", "no record\n");

        var plan = Plan("figure-2");

        plan.Runs.Length.ShouldBe(4);
        var empty = plan
            .Runs.Single(run => run.Record.Identity.RelativeFolder == "startup-breakdown/n1/a/warm-3")
            .Record;
        empty.Valid.ShouldBeFalse();
        empty.InvalidReasons.ShouldBe(["the engine's log is empty (0 bytes)"]);
        empty.CacheEvidence.ShouldBeEmpty();
        plan.Findings.Select(finding => finding.Kind)
            .ShouldBe(["empty-log", "no-records", "uneven-iterations", "uneven-iterations", "uneven-iterations"]);
        plan.Findings[2]
            .Message.ShouldStartWith("startup-breakdown on n1, warm: 3 iterations are there, but a lacks 2;");
        plan.Findings[3].Message.ShouldContain("b lacks 2, 3");
        plan.Findings[4].Runs.ShouldBe(["startup-breakdown/n1/c/warm-3"]);
    }

    [Fact]
    public void What_the_layout_does_not_explain_is_left_out_and_said()
    {
        Log("a/figure-2/iterations/1/output_model_a.txt");
        Log("a/figure-2/iterations/1/notes.txt");
        Log("a/figure-2/iterations/old/output_model_a.txt");
        Log("a/figure-2/iterations/1/comparison_results.json");
        Log("a/figure-99/iterations/1/output_model_a.txt");

        var plan = Plan("a");

        plan.Runs.Length.ShouldBe(1);
        plan.Findings.Select(finding => finding.Message)
            .ShouldBe([
                "left out, for no log of the study is named like this: figure-2/iterations/old, figure-2/iterations/1/notes.txt.",
                "left out, for the study has no such figure: figure-99.",
            ]);
    }

    [Fact]
    public void Two_files_for_one_run_are_both_kept()
    {
        Log("figure-2/iterations/1/output_model_a.txt");
        Log("figure-2/iterations/01/output_model_a.txt");

        var plan = Plan("figure-2");

        plan.Runs.Select(run => run.Record.Identity.RelativeFolder)
            .Distinct(StringComparer.Ordinal)
            .Count()
            .ShouldBe(2);
        plan.Findings[0].Kind.ShouldBe("same-run-twice");
    }

    [Fact]
    public void A_tree_that_counts_from_zero_is_shifted()
    {
        Log("figure-2/iterations/0/output_model_a.txt");
        Log("figure-2/iterations/1/output_model_a.txt");

        Folders(Plan("figure-2")).ShouldBe(["startup-breakdown/n1/a/warm-1", "startup-breakdown/n1/a/warm-2"]);
    }

    [Fact]
    public void A_damaged_env_json_is_one_sentence()
    {
        Log("figure-2/iterations/1/output_model_a.txt");
        var path = _folder.Write("figure-2/env.json", "{\"configs\": 4}");

        Should
            .Throw<UserErrorException>(() => Plan("figure-2"))
            .Message.ShouldStartWith($"{path} is damaged: expected");
    }

    [Fact]
    public void An_artifact_without_logs_and_a_node_that_does_not_fit_are_refused()
    {
        Directory.CreateDirectory(_folder["figure-2/iterations/1"]);
        Should.Throw<UserErrorException>(() => Plan("figure-2")).Message.ShouldContain("no logs in them");

        Should
            .Throw<UserErrorException>(() => Importer.Plan(new(_folder["figure-2"], _folder["runs"]) { Node = "n7" }))
            .Message.ShouldStartWith("--node n7 does not fit");
    }

    [Fact]
    public void A_run_that_differs_is_refused_before_anything_is_written()
    {
        Log("figure-2/iterations/1/output_model_a.txt");
        Import("figure-2").New.ShouldBe(1);
        Log("figure-2/iterations/1/output_model_a.txt", "INFO something else\n");
        Log("figure-2/iterations/2/output_model_a.txt");

        Should
            .Throw<UserErrorException>(() => Import("figure-2"))
            .Message.ShouldBe(
                $"1 of 2 runs are in {_folder["runs"]} with other content, and nothing was imported: startup-breakdown/n1/a/warm-1; replace them with --force, or import into another folder with --runs."
            );
        RunFolder.List(_folder["runs"]).Length.ShouldBe(1);

        var forced = Importer.Import(new(_folder["figure-2"], _folder["runs"]) { Force = true });
        (forced.New, forced.AlreadyThere, forced.Replaced).ShouldBe((1, 0, 1));
        Import("figure-2").AlreadyThere.ShouldBe(2);
    }

    [Fact]
    public void A_runs_folder_that_cannot_be_written_to_is_one_sentence()
    {
        Log("figure-2/iterations/1/output_model_a.txt");
        var file = _folder.Write("file", "");

        Should
            .Throw<UserErrorException>(() => Importer.Import(new(_folder["figure-2"], Path.Combine(file, "runs"))))
            .Message.ShouldStartWith($"cannot write to {Path.Combine(file, "runs")} (");
    }

    private void Log(string path, string content = SampleRuns.Log) => _folder.Write(path, content);

    private ImportPlan Plan(string from) => Importer.Plan(new(_folder[from], _folder["runs"]));

    private ImportResult Import(string from) => Importer.Import(new(_folder[from], _folder["runs"]));

    private static IEnumerable<string> Folders(ImportPlan plan) =>
        plan.Runs.Select(run => run.Record.Identity.RelativeFolder);
}
