namespace Refigure.Build.Tests.EndToEnd;

/// <summary>The scaling study's files, figures 20 and 21 among them, from the command line.</summary>
public sealed class StudyFilesTests : IDisposable
{
    private const string Table =
        "tp,ttft_avg_ms,iter_time_sec,throughput_tokens_sec,comm_overhead_pct\n1,80,10,0.1,0\n2,100,8,0.125,37.5\n";

    private readonly BareClone _clone = new();

    public void Dispose() => _clone.Dispose();

    [Fact]
    public void Figure_21_is_drawn_from_a_table_whose_communication_is_none()
    {
        _clone.Folder.Write("study/tp_metrics_summary.csv", Table);
        _clone
            .Run("--target", "Import", "--from", _clone.Folder["study"], "--runs", _clone.Folder["runs"])
            .ShouldSucceed()
            .Output.ShouldContain("comm_overhead_pct is 100 − scaling efficiency, and no measurement of communication");

        var drawn = _clone.Run("--profile", "lab", "--figure", "21", "--no-run", "--runs", _clone.Folder["runs"]);

        drawn.ShouldSucceed().Output.ShouldContain("figure-21/figure21.pdf: Scaling over GPUs, from 2 lab runs");
        FigureTables.WordsOfSvg(_clone.Folder["figures"], 21).ShouldContain("not measured");
        var rows = File.ReadAllLines(_clone.Folder["figures", "figure-21", "figure21.csv"]);
        rows.ShouldContain("21,speed-up,,TP 2,2,1.25,,1,ratio");
        rows.ShouldContain("21,efficiency,,TP 2,2,62.5,,1,%");
        rows.ShouldNotContain(r => r.StartsWith("21,communication", StringComparison.Ordinal));
    }

    [Fact]
    public void A_folder_that_is_named_is_drawn_from_and_joins_no_runs()
    {
        _clone.Folder.Write("study/tp_metrics_summary.csv", Table);

        _clone
            .Run("--figure", "21", "--from", _clone.Folder["study"])
            .ShouldSucceed()
            .Output.ShouldContain("2 runs of ");

        File.ReadAllLines(_clone.Folder["figures", "figure-21", "figure21.csv"])
            .ShouldContain("21,speed-up,,TP 2,2,1.25,,1,ratio");
        Directory.Exists(_clone.Folder["figures", "runs"]).ShouldBeFalse();
        _clone.Run("--figure", "21", "--from", _clone.Folder["nowhere"]).ShouldRefuse("there is no folder");
    }

    [Fact]
    public void Figure_20_is_drawn_from_traces_that_were_taken_over()
    {
        foreach (var rank in new[] { 0, 1 })
        {
            _clone.Folder.Write($"study/tp2/trace/rank{rank}.json", Trace(rank));
        }

        _clone
            .Run("--target", "Import", "--from", _clone.Folder["study"], "--runs", _clone.Folder["runs"])
            .ShouldSucceed();

        _clone
            .Run("--profile", "lab", "--figure", "20", "--no-run", "--runs", _clone.Folder["runs"])
            .ShouldSucceed()
            .Output.ShouldContain("trace-shown: Shown are the traces of tp2 (2 GPUs, without CUDA graphs).");

        var rows = File.ReadAllLines(_clone.Folder["figures", "figure-20", "figure20.csv"]);
        rows.ShouldContain("20,kernels,GEMM,gemm,1,0.02,,2,ms");
        rows.ShouldContain("20,all-reduce,rank 0,waiting,0,2,,1,µs");
        rows.ShouldContain("20,all-reduce,rank 1,communicating,2,3,,1,µs");
    }

    [Fact]
    public void Metrics_and_cards_are_written_where_asked()
    {
        _clone.Folder.Write(
            "study/a-tp2/config.yaml",
            "model: { name: meta-llama/Llama-3.1-8B }\nparallelism: { tp: 2 }\n"
        );
        _clone.Folder.Write("study/a-tp2/timing_stats_0.json", "{\"iteration_times\": [2.0], \"ttft_avg\": null}");

        _clone
            .Run("--target", "Metrics", "--from", _clone.Folder["study"], "--out", _clone.Folder["out"])
            .ShouldSucceed()
            .Output.ShouldContain("iteration_wall_clock");

        File.ReadAllLines(_clone.Folder["out", "results_summary.csv"])[1]
            .ShouldBe("a-tp2,Llama-3.1-8B,2,1,1,2,0.5,,,,");
        File.ReadAllText(_clone.Folder["out", "a-tp2", "workload_card.yaml"]).ShouldContain("      total_count: 2\n");
        _clone.Run("--target", "Metrics").ShouldRefuse("--target Metrics needs --from DIR");
        _clone
            .Run("--target", "Metrics", "--from", _clone.Folder["out"])
            .ShouldRefuse("neither runs nor folders of the study");
    }

    [Fact]
    public void Configurations_of_a_series_and_their_scripts_are_written()
    {
        _clone.Run("--target", "Configs", "--out", _clone.Folder["out"]).ShouldSucceed();

        File.ReadAllText(_clone.Folder["out", "configs", "E1.2_llama8b_tp2.yaml"])
            .ShouldStartWith("experiment_id: E1.2\n");
        File.ReadAllText(_clone.Folder["out", "slurm_scripts", "run_E1.3.sh"]).ShouldContain("--gpus-per-node=4\n");
        File.Exists(_clone.Folder["out", "slurm_scripts", "run_with_nsys.sh"]).ShouldBeTrue();
        _clone.Run("--target", "Configs").ShouldRefuse("--target Configs needs --out DIR");
        _clone
            .Run("--target", "Configs", "--experiment", "versions", "--out", _clone.Folder["out"])
            .ShouldRefuse("versions has no series");
    }

    // A product, then an all-reduce that the second rank comes to 2 µs later.
    private static string Trace(int rank) =>
        "{\"distributedInfo\":{\"rank\":"
        + rank
        + ",\"world_size\":2},\"baseTimeNanoseconds\":1790857026000000000,\"traceEvents\":["
        + Kernel("gemm", 100, 10)
        + ","
        + Kernel("cross_device_reduce_1stage", 111 + (2 * rank), 5 - (2 * rank))
        + "]}";

    private static string Kernel(string name, int start, int duration) =>
        $"{{\"ph\":\"X\",\"cat\":\"kernel\",\"name\":\"{name}\",\"pid\":0,\"tid\":7,\"ts\":{start}.000,\"dur\":{duration}.000,\"args\":{{\"device\":0,\"stream\":7,\"correlation\":1}}}}";
}
