using Refigure.Results;
using Refigure.Serving;
using Refigure.Testing;

namespace Refigure.Tests.Imports.Serving;

/// <summary>AIPerf, the KV-cache study, the assignment's client.</summary>
public sealed class OtherToolsImportTests : IDisposable
{
    private const string Line = "TTFT: 0.5 TPOT: 0.1 INPUT: 10 OUTPUT: 6 LATENCY: 1000.0 START: 100.0";

    private readonly ServingImports _imports = new();

    public void Dispose() => _imports.Dispose();

    [SharedFact]
    public void Aiperf_s_requests_and_settings_are_one_run()
    {
        _imports.Import(SharedData.Path("data/aiperf-0.13.0")).New.ShouldBe(1);

        var load = _imports.Load("imported/unknown/toy-model_chat_in64_out32_c4/warm-1");

        load.Facts.Tool.ShouldBe("aiperf 0.13.0");
        (load.Facts.Concurrency, load.Facts.Requests, load.Facts.Seed).ShouldBe((4, 40, 3));
        load.Facts.DurationSeconds.ShouldBe(3.7545157120000003);
        (load.Count(RequestStatus.Completed), load.Count(RequestStatus.Failed)).ShouldBe((39, 1));
        load.Mean(request => request.Ttft).ShouldBe(0.05685936423076923, 1e-6);
        load.Mean(request => request.Tpot).ShouldBe(0.010079871344913153, 1e-6);
        load.Mean(request => request.E2e).ShouldBe(0.3693353759230769, 1e-6);
        load.Facts.Reported["tpot_mean"].ShouldBe(0.010079871344913153, 1e-15);
        load.Facts.Reported.Keys.ShouldNotContain("itl_mean");
        var failed = load.Requests.Single(request => request.Status == RequestStatus.Failed);
        (failed.HttpStatus, failed.FirstToken, failed.PromptTokens).ShouldBe((500, null, 64));
        var ordered = load.Requests.OrderBy(request => request.Index).ToArray();
        ordered.Select(request => request.Index).ShouldBe(Enumerable.Range(0, 40));
        ordered.Zip(ordered.Skip(1)).ShouldAllBe(pair => pair.First.Sent <= pair.Second.Sent);
        load.Requests.ShouldAllBe(request => request.Intended >= 0 && request.Sent >= request.Intended);
        load.Record.Files.Select(file => file.Name)
            .ShouldBe([
                "load.json",
                "requests.jsonl",
                "source/profile_export.jsonl",
                "source/profile_export_aiperf.json",
            ]);
    }

    [Fact]
    public void An_unknown_version_of_aiperf_is_named_with_its_field() =>
        _imports
            .Refusal(
                "profile_export_aiperf.json",
                """{"schema_version":"2.0","aiperf_version":"9.1.0","request_throughput":{"unit":"requests/sec","avg":1}}"""
            )
            .ShouldContain("schema_version is 2.0 (aiperf 9.1.0)");

    [Fact]
    public void A_cut_line_of_aiperf_s_requests_is_named()
    {
        const string Request =
            """{"metadata":{"request_start_ns":1000000000,"benchmark_phase":"profiling"},"metrics":{"time_to_first_token":{"value":5,"unit":"ms"}}}""";

        _imports
            .Refusal("profile_export.jsonl", $"{Request}\n{Request[..60]}")
            .ShouldContain("profile_export.jsonl, line 2, byte ");
    }

    [Fact]
    public void Misread_values_of_the_kv_cache_study_are_missing_and_its_peak_is_of_the_others()
    {
        _imports.Write(
            "in/reasoning/kv_cache_data.json",
            """{"peak_usage_percent":970.0,"history_times":[0.1,0.2,0.3],"history_values":[970.0,21.6,0.0]}"""
        );
        var load = _imports.Load(_imports.Import(_imports["in"]).Runs.ShouldHaveSingleItem().Record);

        load.Record.Identity.Case.ShouldBe("kv-cache_reasoning");
        File.ReadAllText(Path.Combine(load.Folder, RawFiles.Samples))
            .ShouldBe("seconds,kv_cache_usage\n0.1,\n0.2,0.21600000000000003\n0.3,0\n");
        load.Facts.Reported["kv_cache_usage_peak"].ShouldBe(0.216, 1e-12);
        load.Facts.Remarks[1].ShouldStartWith("1 of 3 values are above 100 percent");
    }

    [SharedFact]
    public void The_assignment_s_log_says_which_requests_have_no_line()
    {
        _imports.Import(SharedData.Path("data/vllm-serving-hw1")).New.ShouldBe(2);

        var load = _imports.Load("imported/unknown/Llama-3.1-8B_tp1_r10/warm-1");

        (load.Facts.TensorParallelSize, load.Facts.RequestRate, load.Facts.Requests).ShouldBe((1, 10.0, 100));
        load.Facts.Remarks[0]
            .ShouldStartWith(
                "100 requests were asked for, 99 succeeded and 98 have a line: the client prints none for a request that failed (a prompt of 1176 tokens with max_tokens 0)"
            );
        (load.Count(RequestStatus.Completed), load.Count(RequestStatus.Failed)).ShouldBe((99, 1));
        load.Requests.Count(request => request.Ttft is not null).ShouldBe(98);
        var unlisted = load.Requests.Single(request =>
            request.Status == RequestStatus.Completed && request.Sent is null
        );
        (unlisted.PromptTokens, unlisted.OutputTokens).ShouldBe((3956, 1));
        load.Requests.Sum(request => request.PromptTokens).ShouldBe(129242);
        load.Requests.Sum(request => request.OutputTokens).ShouldBe(44117);
        load.Mean(request => request.Tpot).ShouldBe(0.02512, 0.00001);
        load.Facts.Reported["ttft_mean"].ShouldBe(0.05517, 1e-9);
        load.Requests[0].Ttft!.Value.ShouldBe(0.025192820001393557, 1e-6);
        _imports.Load("imported/unknown/Llama-3.1-8B_tp2_r10/warm-1").Facts.TensorParallelSize.ShouldBe(2);
    }

    [Fact]
    public void A_progress_bar_before_a_line_is_no_harm_and_an_excerpt_says_that_it_is_one()
    {
        var load = _imports.ImportOne(
            "tp4.txt",
            $"  0%|   | 0/2\r 50%|#  | 1/2{Line}\n{Line.Replace("100.0", "101.5", StringComparison.Ordinal)}"
        );

        load.Requests.Select(request => request.Sent).ShouldBe([0, 1.5]);
        (load.Requests[0].Ttft, load.Requests[0].E2e).ShouldBe((0.5, 1.0));
        load.Facts.TensorParallelSize.ShouldBe(4);
        load.Facts.Remarks[0].ShouldStartWith("The log has no summary");
    }

    [Theory]
    [InlineData("TTFT: 0.5 TPOT: 0.1 INPUT: 10 OUT", "line 2 is cut off or damaged")]
    [InlineData(
        "TTFT: fast TPOT: 0.1 INPUT: 10 OUTPUT: 6 LATENCY: 1.0 START: 1.0",
        "line 2: TTFT is fast, expected a number"
    )]
    [InlineData(
        "TTFT: 1 TPOT: 0.1 INPUT: 1e99 OUTPUT: 6 LATENCY: 1.0 START: 1.0",
        "line 2: INPUT is 1e99, expected a number"
    )]
    public void A_damaged_line_of_the_client_is_named(string line, string message) =>
        _imports.Refusal("logs_1gpu.txt", $"{Line}\n{line}").ShouldContain(message);
}
