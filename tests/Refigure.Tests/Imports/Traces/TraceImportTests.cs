using Refigure.Imports;
using Refigure.Results;
using Refigure.Testing;
using Refigure.Tests.Results;
using Refigure.Traces;
using Refigure.Traces.Scaling;

namespace Refigure.Tests.Imports.Traces;

/// <summary>Taking over what profilers and studies of scaling wrote.</summary>
public sealed class TraceImportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [SharedFact]
    public void A_folder_of_traces_becomes_a_run_with_the_same_traces()
    {
        var runs = Import(SharedData.Path("data/lab/h200/traces"), out var result);

        result.New.ShouldBe(4);
        runs.Select(r => r.Record.Identity.Case)
            .ShouldBe([
                "profile-tp2-eager",
                "profile-tp2-eager_server",
                "profile-tp2-graph",
                "profile-tp2-graph_server",
            ]);
        runs = [.. runs.Where(r => r.Log is null)];
        runs.ShouldAllBe(r => r.Record.Arguments["tensor-parallel-size"] == "2");
        var graph = runs[1];
        graph.Record.Files.Select(f => f.Name).ShouldContain("source/profiler_out_0.txt");
        var profile = ProfiledRun.Of(RunFolder.PathOf(graph.Root, graph.Record.Identity)).ShouldNotBeNull();
        profile.Analysis.Ranks.Select(r => r.Kernels).ShouldBe([997, 997]);
    }

    [SharedFact]
    public void Each_row_of_the_table_becomes_a_run_and_what_its_columns_are_not_is_said()
    {
        var runs = Import(SharedData.Path("data/tp-scaling"), out var result);

        runs.Select(r => r.Record.Identity.Case).ShouldBe(["tp-scaling", "tp1", "tp2", "tp4"]);
        runs[2].Value(ScalingMetrics.Iteration).ShouldBe(8.147528859460726);
        runs[2].Find("ttft_mean")!.Source.ShouldBe("imported/unknown/tp2/warm-1/tp-metrics.csv:2");
        runs[0].Value(ScalingMetrics.Iteration).ShouldNotBeNull().ShouldBe(1.8394814440514893, 1e-12);
        runs[0].Find("ttft_mean")!.Value.ShouldBeNull();
        result
            .Findings.Single(f => f.Kind == "scaling-table")
            .Message.ShouldBe(
                "tp_metrics_summary.csv: throughput_tokens_sec is 1 / iter_time_sec, iterations per second and not tokens; comm_overhead_pct is 100 − scaling efficiency, and no measurement of communication."
            );
    }

    [Fact]
    public void A_configuration_beside_timing_statistics_says_model_and_gpus()
    {
        _folder.Write("from/llama-8b-tp4/timing_stats_0.json", """{"iteration_times":[2.0,2.2],"ttft_avg":null}""");
        _folder.Write(
            "from/llama-8b-tp4/config.yaml",
            "model:\n  name: meta-llama/Llama-3.1-8B\nparallelism:\n  tp: 4\n"
        );

        var run = Import(_folder["from"], out _).Single();

        run.Record.Model.ShouldBe("Llama-3.1-8B");
        run.Record.Arguments["tensor-parallel-size"].ShouldBe("4");
        run.Value(ScalingMetrics.Iteration).ShouldNotBeNull().ShouldBe(2.1, 1e-12);
    }

    [Fact]
    public void A_table_with_a_text_for_a_number_is_refused_with_its_line()
    {
        _folder.Write("from/tp_metrics_summary.csv", "tp,iter_time_sec\n1,9.5\n2,fast\n");

        Should
            .Throw<UserErrorException>(() => Import(_folder["from"], out _))
            .Message.ShouldBe("tp_metrics_summary.csv, line 3: iter_time_sec is 'fast'; expected a number or nothing.");
    }

    public void Dispose() => _folder.Dispose();

    private MeasuredRun[] Import(string from, out ImportResult result)
    {
        var reader = VllmLogReader.Instance;
        result = new Importer(reader).Import(new ImportOptions(from, _folder["runs"]));
        return [.. new RunStore(reader).Load([_folder["runs"]])];
    }
}
