using System.Collections.Immutable;
using Refigure.Imports.Traces;
using Refigure.Testing;
using Refigure.Tests.Results;
using Refigure.Traces;
using Refigure.Traces.Metrics;
using Refigure.Traces.Scaling;

namespace Refigure.Tests.Traces.Metrics;

/// <summary>The study's metrics as tables, by its own formulas and by ours.</summary>
public sealed class StudyMetricsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Throughput_is_of_generated_tokens_and_the_study_s_beside_it()
    {
        var metrics = Metrics(Llama with { Timing = Timing(9.654695122689009) });

        metrics["throughput"].ShouldNotBeNull().ShouldBe(4 * 512 / 9.654695122689009, 1e-9);
        metrics["throughput_study"].ShouldNotBeNull().ShouldBe(848.5, 0.1);
        metrics["ttft"].ShouldNotBeNull().ShouldBe(80.901, 1e-9);
        metrics["tpot_p99"].ShouldBeNull();
    }

    [Fact]
    public void Latencies_that_are_null_are_empty_and_not_zero()
    {
        var rows = Tables(Llama with { Timing = Timing(2) with { TtftMean = null, TpotMean = null } })[
            StudyTables.Summary
        ];

        rows[1].ShouldBe(["llama-8b-tp2", "Llama-3.1-8B", "2", "1", "1", "2", "0.5", "", "", "", ""]);
    }

    [Fact]
    public void The_study_s_table_has_its_columns_and_is_sorted_by_model_and_gpus()
    {
        var rows = Tables(
            Llama with
            {
                Experiment = "four",
                TensorParallel = 4,
            },
            Llama with
            {
                Experiment = "other",
                Model = "A-model",
            },
            Llama
        )[StudyTables.Summary];

        string.Join(',', rows[0])
            .ShouldBe(
                "experiment,model,tp,pp,ep,gpus,steps_per_sec,ttft_ms,tpot_ms,comm_overhead_pct,bubble_ratio_pct"
            );
        rows.Skip(1).Select(r => r[0]).ShouldBe(["other", "llama-8b-tp2", "four"]);
    }

    [Fact]
    public void The_study_s_own_example_gives_its_numbers_and_ours_say_what_they_are_of()
    {
        // Compute 0 to 10, NCCL to 15, compute to 25, and 30 to 40.
        var trace = TinyTrace.Read(
            TinyTrace.Of(
                TinyTrace.Kernel("gemm", "0.000", "10.000"),
                TinyTrace.Kernel("ncclDevKernel_AllReduce", "10.000", "5.000"),
                TinyTrace.Kernel("gemm", "15.000", "10.000"),
                TinyTrace.Kernel("gemm", "30.000", "10.000")
            )
        );
        var workload = Llama with
        {
            Traces = new ProfiledRun(new TraceSet([trace], [], []), Refigure.Traces.Analysis.TraceAnalysis.Of([trace])),
        };

        var metrics = Metrics(workload);
        metrics["comm_overhead_study"].ShouldBe(12.5);
        metrics["pipeline_bubble_ratio_study"].ShouldBe(25);
        metrics["coll_call_num_study"].ShouldBe(1);
        metrics["comm_overhead"].ShouldNotBeNull().ShouldBe(100 * 5.0 / 35, 1e-9);
        metrics["pipeline_bubble_ratio"].ShouldBe(12.5);
        metrics["sm_busy"].ShouldBe(87.5);
        metrics["comm_comp_overlap"].ShouldBeNull();
        Tables(workload)[StudyTables.Summary][1][^2..].ShouldBe(["12.5", "25"]);
    }

    [SharedFact]
    public void Vllm_s_own_all_reduce_is_none_of_the_study_s_and_33_a_step_of_ours()
    {
        var set = LabTraces.Read("graph");
        var metrics = Metrics(Llama with { Traces = new ProfiledRun(set, LabTraces.Analyse("graph")) });

        metrics["all_reduces_per_step"].ShouldBe(33);
        metrics["coll_call_num"].ShouldBe(136);
        metrics["coll_call_num_study"].ShouldBe(8);
        metrics["comm_overhead"].ShouldNotBeNull().ShouldBe(25.72, 0.01);
        metrics["comm_overhead_study"].ShouldNotBeNull().ShouldBe(0.249, 0.001);
        metrics["comm_comp_overlap"].ShouldBeNull();
    }

    [Fact]
    public void Folders_of_the_study_are_workloads_and_their_tables_are_as_they_were()
    {
        _folder.Write(
            "llama-8b-tp1/config.yaml",
            "data:\n  batch_size: 4\n  max_tokens: 512\n  seq_len: 2048\nmodel:\n  name: meta-llama/Llama-3.1-8B\n  precision: bfloat16\nparallelism:\n  dp_replicate: 1\n  dp_shard: 1\n  ep: 1\n  pp: 1\n  tp: 1\n"
        );
        _folder.Write(
            "llama-8b-tp1/timing_stats_0.json",
            """{"iteration_times":[9.5,9.7],"avg_iteration_time":9.6,"ttft_avg":0.0809,"tpot_avg":0.0188,"ttft_p99":0.0815,"tpot_p99":null}"""
        );
        _folder.Write("llama-8b-tp2/config.yaml", "model:\n  name: meta-llama/Llama-3.1-8B\nparallelism:\n  tp: 2\n");
        _folder.Write(
            "llama-8b-tp2/timing_stats_rank0.json",
            """{"iteration_times":[8.0,8.2],"avg_iteration_time":8.1,"ttft_avg":null}"""
        );
        _folder.Write(
            "llama-8b-tp2/kineto_trace_0.json",
            TinyTrace.Of(
                TinyTrace.Kernel("gemm", "0.000", "10.000"),
                TinyTrace.Kernel("void vllm::cross_device_reduce_1stage<int>(int)", "12.000", "8.000", stream: 9)
            )
        );

        var (workloads, findings) = StudyFolders.Read(_folder.Root);

        findings
            .Select(f => f.Message)
            .ShouldContain(m => m.StartsWith("llama-8b-tp1/timing_stats_0.json: 2 iterations"));
        foreach (var (name, rows) in StudyTables.Of(workloads))
        {
            GoldenFile.ShouldMatch("tests/Refigure.Tests/Traces/Metrics/Golden", name, StudyTables.Csv(rows));
        }
    }

    [Fact]
    public void A_folder_with_nothing_of_the_kind_says_what_is_expected() =>
        Should
            .Throw<UserErrorException>(() => StudyFolders.Read(_folder.Root))
            .Message.ShouldContain("expected timing_stats_0.json or traces");

    public void Dispose() => _folder.Dispose();

    private static ProfiledWorkload Llama =>
        new()
        {
            Experiment = "llama-8b-tp2",
            Model = "Llama-3.1-8B",
            TensorParallel = 2,
            BatchSize = 4,
            SequenceLength = 2048,
            OutputTokens = 512,
        };

    private static TimingStats Timing(double seconds) =>
        new()
        {
            Coverage = "",
            Mean = seconds,
            TtftMean = 0.080901,
            TpotMean = 0.0188,
        };

    private static Dictionary<string, double?> Metrics(ProfiledWorkload workload) =>
        StudyMetrics.Of(workload).ToDictionary(m => m.Name, m => m.Value, StringComparer.Ordinal);

    private static Dictionary<string, ImmutableArray<string[]>> Tables(params ProfiledWorkload[] workloads) =>
        StudyTables.Of(workloads).ToDictionary(t => t.File, t => t.Rows, StringComparer.Ordinal);
}
