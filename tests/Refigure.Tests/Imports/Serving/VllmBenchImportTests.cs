using System.Globalization;
using System.Text.Json;
using Refigure.Results;
using Refigure.Serving;
using Refigure.Testing;

namespace Refigure.Tests.Imports.Serving;

public sealed class VllmBenchImportTests : IDisposable
{
    private const string Plain =
        """{"date":"20260101-120000","backend":"vllm","model_id":"org/m","num_prompts":3,"request_rate":2.5,"burstiness":0.5,"max_concurrency":null,"duration":4.0,"completed":2,"total_input_tokens":20,"total_output_tokens":10,"request_throughput":0.5,"output_throughput":2.5,"total_token_throughput":7.5,"mean_ttft_ms":12.0,"median_ttft_ms":11.0,"p99.9_ttft_ms":20.0,"mean_tpot_ms":0.0}""";

    private const string Detailed =
        """{"date":"20260101-120000","backend":"openai-chat","model_id":"m","num_prompts":3,"request_rate":"inf","max_concurrency":2,"duration":4.0,"completed":2,"failed":1,"total_input_tokens":30,"total_output_tokens":4,"request_throughput":0.5,"output_throughput":1.0,"input_lens":[10,10,10],"output_lens":[3,0,1],"ttfts":[0.5,0.0,0.25],"itls":[[0.1,0.1],[],[]],"start_times":[100.0,100.5,101.0],"errors":["","Traceback:\nboom",""]}""";

    private readonly ServingImports _imports = new();

    public void Dispose() => _imports.Dispose();

    [SharedFact]
    public void The_recorded_serve_runs_equal_the_reference()
    {
        _imports.Import(SharedData.Path("data/lab/h200/serve-tp1")).New.ShouldBe(6);

        var reference = JsonDocument.Parse(File.ReadAllText(SharedData.Path("reference/lab.json")));
        foreach (var bench in reference.RootElement.GetProperty("bench").EnumerateArray())
        {
            double Of(string key) => bench.GetProperty(key).GetDouble();
            var concurrency = bench.GetProperty("concurrency").GetInt32();
            var load = _imports.Load($"imported/unknown/synthetic-llama-1b_in512_c{concurrency}/warm-1");
            var reported = load.Facts.Reported;

            load.Facts.Concurrency.ShouldBe(concurrency);
            load.Facts.DurationSeconds.ShouldBe(Of("duration"));
            load.Count(RequestStatus.Completed).ShouldBe(bench.GetProperty("completed").GetInt32());
            load.Requests.Sum(request => request.OutputTokens)
                .ShouldBe(bench.GetProperty("total_output_tokens").GetInt32());
            load.Requests.Sum(request => request.PromptTokens)
                .ShouldBe(bench.GetProperty("total_input_tokens").GetInt32());
            reported["output_throughput"].ShouldBe(Of("output_throughput"));
            reported["total_token_throughput"].ShouldBe(Of("total_token_throughput"));
            foreach (var (metric, key) in new[] { ("ttft", "ttft"), ("tpot", "tpot"), ("itl", "itl"), ("e2e", "e2el") })
            {
                foreach (var statistic in new[] { "mean", "std", "p50", "p90", "p95", "p99" })
                {
                    reported[$"{metric}_{statistic}"].ShouldBe(Of($"{statistic}_{key}_ms") / 1000, 1e-15);
                }
            }

            // Requests are kept to the microsecond; the file has no latency of its own.
            var recomputed = bench.GetProperty("recomputed");
            load.Mean(request => request.Ttft * 1000).ShouldBe(Of("mean_ttft_ms"), 0.001);
            load.Mean(request => request.E2e * 1000)
                .ShouldBe(recomputed.GetProperty("mean_e2el_ms_from_lists").GetDouble(), 0.001);
            load.Mean(request => request.Tpot * 1000)
                .ShouldBe(recomputed.GetProperty("mean_tpot_ms_from_lists").GetDouble(), 0.0001);
            load.Requests.Sum(request => request.Chunks).ShouldBe(recomputed.GetProperty("chunks").GetInt32());
            load.Requests.SelectMany(request => request.Arrivals.Zip(request.Arrivals.Skip(1), (a, b) => b - a))
                .Average()
                .ShouldBe(Of("mean_itl_ms") / 1000, 1e-6);
            (load.Record.Engine, load.Record.EngineVersion, load.Facts.TensorParallelSize).ShouldBe(
                ("vllm", "0.25.1", 1)
            );
            load.Facts.Dataset.ShouldBe("random");
        }
    }

    [SharedFact]
    public void Its_samples_become_a_table_on_the_load_s_clock()
    {
        _imports.Import(SharedData.Path("data/lab/h200/serve-tp1"));

        var load = _imports.Load("imported/unknown/synthetic-llama-1b_in512_c16/warm-1");
        var lines = File.ReadAllLines(Path.Combine(load.Folder, RawFiles.Samples));

        lines[0]
            .ShouldStartWith(
                "seconds,kv_cache_usage,requests_running,requests_waiting,gpu0_seconds,gpu0_memory_bytes,gpu0_use,"
            );
        lines[0].ShouldNotContain("gpu1_");
        load.Facts.SamplesOffset.ShouldBe(1);
        load.Facts.Start.ShouldNotBeNull()
            .ShouldBe(new(2026, 11, 22, 1, 12, 8, TimeSpan.Zero), TimeSpan.FromSeconds(0.5));
        var rows = lines.Skip(1).Select(line => line.Split(',')).ToArray();
        double Cell(string[] row, int column) => double.Parse(row[column], CultureInfo.InvariantCulture);
        var busy = rows.Where(row => Cell(row, 2) > 0).Select(row => Cell(row, 0)).ToArray();
        busy[0].ShouldBeInRange(1 - 0.15, 1.3);
        busy[^1].ShouldBeInRange(1.5, 1 + load.Facts.DurationSeconds!.Value + 0.15);
        rows.Max(row => Cell(row, 1)).ShouldBe(0.002441390966853474);
        rows.Max(row => Cell(row, 2)).ShouldBe(16);
        rows.Where(row => row[5].Length > 0).Max(row => Cell(row, 5)).ShouldBeGreaterThan(139e9);
    }

    [SharedFact]
    public void A_load_outside_the_samples_has_none_and_says_so()
    {
        _imports.Import(SharedData.Path("data/lab/h200/serve-tp1"));

        var load = _imports.Load("imported/unknown/synthetic-llama-1b_in512_c128/warm-1");

        File.Exists(Path.Combine(load.Folder, RawFiles.Samples)).ShouldBeFalse();
        load.Facts.Remarks.ShouldContain("The engine's samples beside it have none of this load.");
    }

    [SharedFact]
    public void A_sweep_s_runs_have_the_parameters_of_the_file_and_its_number()
    {
        var result = _imports.Import(SharedData.Path("data/vllm-bench-sweep"));

        result.New.ShouldBe(48);
        var load = _imports.Load(
            "imported/unknown/fact_recall_Llama-2-7b-chat-hf_c4_max_num_seqs=256_max_model_len=4096_dtype=auto/warm-2"
        );
        load.Record.Arguments.ShouldBe([
            new("dtype", "auto"),
            new("max_model_len", "4096"),
            new("max_num_seqs", "256"),
        ]);
        (load.Facts.Concurrency, load.Facts.MaxNumSeqs, load.Facts.Requests).ShouldBe((4, 256, 100));
        load.Facts.Dataset.ShouldBe("fact_recall");
        load.Facts.Reported["output_throughput"].ShouldBe(58.86659500070821);
        load.Facts.Reported["e2e_p99"].ShouldBe(0.3482595270802676, 1e-15);
        load.Requests.ShouldBeEmpty();
        result.Findings.ShouldNotContain(finding => finding.Kind == "same-result-twice");
    }

    [Fact]
    public void An_open_loop_keeps_rate_and_burstiness_and_zeros_that_say_nothing_are_missing()
    {
        var load = _imports.ImportOne("bench.json", Plain);

        (load.Facts.RequestRate, load.Facts.Arrivals, load.Facts.Burstiness).ShouldBe((2.5, "gamma", 0.5));
        load.Facts.Concurrency.ShouldBeNull();
        load.Facts.Reported["ttft_mean"].ShouldBe(0.012);
        load.Facts.Reported["requests_failed"].ShouldBe(1);
        load.Facts.Reported.Keys.ShouldNotContain("tpot_mean");
        load.Record.Identity.Case.ShouldBe("m_r2.5");
        load.Requests.ShouldBeEmpty();
    }

    [Fact]
    public void Failed_requests_are_counted_and_an_answer_of_one_token_has_no_tpot()
    {
        var load = _imports.ImportOne("bench.json", Detailed);

        load.Requests.Select(request => request.Status)
            .ShouldBe([RequestStatus.Completed, RequestStatus.Failed, RequestStatus.Completed]);
        load.Requests[0].Ttft.ShouldBe(0.5);
        load.Requests[0].Tpot!.Value.ShouldBe(0.1, 1e-9);
        (load.Requests[1].Ttft, load.Requests[1].Error).ShouldBe((null, "boom"));
        (load.Requests[2].Tpot, load.Requests[2].Sent).ShouldBe((null, 1.0));
        (load.Facts.Endpoint, load.Facts.PromptTokens, load.Facts.RequestRate).ShouldBe(("chat", 10, null));
    }

    [Fact]
    public void Without_start_times_no_request_is_made_up()
    {
        var old = Detailed.Replace("\"start_times\":[100.0,100.5,101.0],", "", StringComparison.Ordinal);

        var load = _imports.ImportOne("bench.json", old);

        load.Requests.ShouldBeEmpty();
        load.Facts.Remarks.ShouldContain(remark => remark.Contains("start_times", StringComparison.Ordinal));
    }

    [Fact]
    public void Appended_results_are_a_run_a_line_and_keep_their_line()
    {
        var other = Detailed.Replace("20260101-120000", "20260101-120100", StringComparison.Ordinal);
        _imports.Write("in/all.json", $"{Detailed}\n{Plain}\n\n{other}\n");

        var result = _imports.Import(_imports["in"]);

        result
            .Runs.Select(run => run.Record.Identity.RelativeFolder)
            .ShouldBe([
                "imported/unknown/m_chat_in10_c2/warm-1",
                "imported/unknown/m_chat_in10_c2/warm-2",
                "imported/unknown/m_r2.5/warm-1",
            ]);
        var last = _imports.Load(result.Runs[1].Record);
        last.Record.ImportedFrom.ShouldBe("all.json:4");
        File.ReadAllText(Path.Combine(last.Folder, "source/all-line-4.json")).ShouldBe(other);
        last.Requests.Length.ShouldBe(3);
    }

    [Fact]
    public void The_oldest_keys_and_numbers_that_are_none_are_understood()
    {
        var load = _imports.ImportOne(
            "old.json",
            """{"date":"20240301-120000","backend":"vllm","model_id":"m","num_prompts":2,"request_rate":"inf","duration":2.0,"completed":2,"total_input_tokens":20,"total_output_tokens":10,"request_inthroughput":1.0,"input_throughput":10.0,"output_throughput":5.0,"mean_ttft_ms":7.0,"p99_ttft_ms":NaN,"std_ttft_ms":-Infinity,"label":"say \"NaN\""}"""
        );

        load.Facts.Reported["request_throughput"].ShouldBe(1);
        load.Facts.Reported["total_token_throughput"].ShouldBe(15);
        load.Facts.Reported.Keys.ShouldNotContain("ttft_p99");
        load.Record.Identity.Case.ShouldBe("m_all-at-once");
    }

    [Theory]
    [InlineData("\"duration\":4.0", "\"duration\":\"4.0\"", "duration is \"4.0\", expected a number")]
    [InlineData(
        "\"output_lens\":[3,0,1]",
        "\"output_lens\":[3,0]",
        "start_times lists 3 requests and output_lens[0] 2"
    )]
    [InlineData("[0.1,0.1]", "[0.1,\"x\"]", "itls[0][1] is \"x\", expected a number")]
    [InlineData("\"completed\":2", "\"completed\":-2", "completed is -2, expected a whole number that is not negative")]
    [InlineData("101.0]", "1e300]", "has a time of")]
    public void A_value_that_is_none_is_named(string text, string with, string message) =>
        _imports.Refusal("bench.json", Detailed.Replace(text, with, StringComparison.Ordinal)).ShouldContain(message);

    [Fact]
    public void A_cut_line_is_named() =>
        _imports.Refusal("all.json", $"{Plain}\n{Plain[..200]}").ShouldContain("all.json, line 2, byte ");
}
