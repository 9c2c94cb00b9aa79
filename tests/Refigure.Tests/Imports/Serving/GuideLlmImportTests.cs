using Refigure.Serving;
using Refigure.Testing;

namespace Refigure.Tests.Imports.Serving;

public sealed class GuideLlmImportTests : IDisposable
{
    // GuideLLM's own distributions without values.
    private const string Empty =
        """{"mean":0.0,"median":0.0,"std_dev":0.0,"count":0,"percentiles":{"p90":0.0,"p95":0.0,"p99":0.0}}""";

    private readonly ServingImports _imports = new();

    public void Dispose() => _imports.Dispose();

    [SharedFact]
    public void A_result_of_0_3_has_its_settings_requests_and_own_numbers()
    {
        _imports.Import(SharedData.Path("data/guidellm/throughput-10.json")).New.ShouldBe(1);

        var load = _imports.Load("imported/unknown/Llama-3.2-1B-Instruct_in128_out64_c10/warm-1");

        var facts = load.Facts;
        facts.Tool.ShouldBe("guidellm 0.3");
        (facts.Concurrency, facts.RequestRate, facts.Requests).ShouldBe((10, null, 100));
        (facts.PromptTokens, facts.OutputTokens, facts.Endpoint).ShouldBe((128, 64, "completions"));
        (facts.Model, facts.Url).ShouldBe(("meta-llama/Llama-3.2-1B-Instruct", "http://localhost:8000"));
        facts.DurationSeconds.ShouldBe(39.00971579551697);
        facts.Start.ShouldBe(new DateTimeOffset(2025, 9, 20, 12, 33, 28, TimeSpan.Zero).AddTicks(2483230));
        facts.Reported["ttft_mean"].ShouldBe(0.5551169943809509, 1e-15);
        facts.Reported["e2e_mean"].ShouldBe(3.8931265783309937);
        facts.Reported["total_token_throughput"].ShouldBe(492.7746744109611);
        facts.Reported["output_throughput"].ShouldBe(163.8, 0.5);
        facts.Reported["requests_completed"].ShouldBe(100);
        facts.Remarks[0].ShouldBe("The concurrency is from the file's name: the file itself does not say it.");
        load.Requests.Length.ShouldBe(100);
        load.Mean(request => request.Ttft).ShouldBe(0.5551169943809509, 1e-6);
        load.Mean(request => request.Tpot).ShouldBe(0.05298030751092093, 1e-6);
        load.Requests[0].Intended.ShouldBeNull();
        load.Requests[0].Sent.ShouldBe(0);
        load.Requests.Select(request => request.Index).ShouldBe(Enumerable.Range(0, 100));
        (load.Record.Engine, load.Record.Model).ShouldBe(("unknown", "Llama-3.2-1B-Instruct"));
        load.Record.ImportedFrom.ShouldBe("throughput-10.json");
        load.Record.Files.Select(file => file.Name)
            .ShouldBe(["load.json", "requests.jsonl", "source/throughput-10.json"]);
        File.Exists(Path.Combine(load.Folder, "source/throughput-10.json.gz")).ShouldBeTrue();
    }

    [SharedFact]
    public void Each_benchmark_of_the_newest_form_is_a_run_and_failures_are_kept_apart()
    {
        _imports.Import(SharedData.Path("data/guidellm/newest-0.8.1/benchmarks.full.json.gz")).New.ShouldBe(3);

        var load = _imports.Load("imported/unknown/toy-model_chat_in64_out32_c4/warm-1");

        load.Facts.Tool.ShouldBe("guidellm 0.8.1");
        (load.Facts.Concurrency, load.Facts.Seed, load.Facts.Dataset).ShouldBe((4, 42, "synthetic"));
        (load.Count(RequestStatus.Completed), load.Count(RequestStatus.Failed)).ShouldBe((39, 1));
        var failed = load.Requests.Single(request => request.Status == RequestStatus.Failed);
        failed.HttpStatus.ShouldBe(500);
        (failed.FirstToken, failed.OutputTokens, failed.PromptTokens).ShouldBe((null, null, 64));
        load.Mean(request => request.Ttft).ShouldBe(0.053173798781174874, 1e-6);
        load.Mean(request => request.Tpot).ShouldBe(0.009958922912307376, 1e-6);
        var tokens = load.Requests.Sum(request => request.OutputTokens ?? 0);
        (tokens / load.Facts.DurationSeconds!.Value).ShouldBe(load.Facts.Reported["output_throughput"], 1e-9);
        load.Facts.Reported["ttft_p99"].ShouldBe(0.06330299377441406, 1e-15);
        load.Requests[0].Intended.ShouldNotBeNull();
        load.Requests.Where(request => request.Sent is not null)
            .ShouldAllBe(request => request.Sent >= request.Intended);
    }

    [SharedFact]
    public void Cancelled_requests_count_as_cut_and_their_zeros_are_in_no_mean()
    {
        _imports.Import(SharedData.Path("data/guidellm/newest-0.8.1/benchmarks-completions-1.5s.json"));

        var load = _imports.Load("imported/unknown/toy-model_in64_out32_c4/warm-1");

        (load.Count(RequestStatus.Completed), load.Count(RequestStatus.Cut)).ShouldBe((16, 4));
        load.Facts.Reported["e2e_mean"].ShouldBe(0.3673627972602844);
        load.Facts.Reported["requests_cut"].ShouldBe(4);
        load.Requests.Where(request => request.Status == RequestStatus.Cut)
            .ShouldAllBe(request => request.FirstToken == null && request.Error == "Request was cancelled");
    }

    [SharedFact]
    public void Json_yaml_and_table_tell_the_same_and_cut_lists_are_no_requests()
    {
        var loads = new[] { "benchmarks.json", "benchmarks.yaml", "benchmarks.csv" }.Select(name =>
        {
            using var imports = new ServingImports();
            imports.Import(SharedData.Path("data/guidellm/newest-0.8.1/" + name));
            var lengths = name.EndsWith("csv", StringComparison.Ordinal) ? "" : "_in64_out32";
            return imports.Load($"imported/unknown/toy-model_chat{lengths}_c4/warm-1");
        });

        foreach (var load in loads)
        {
            load.Requests.ShouldBeEmpty();
            load.Facts.Reported["ttft_mean"].ShouldBe(0.053173798781174874, 1e-15);
            load.Facts.Reported["itl_mean"].ShouldBe(0.009958922912307376, 1e-15);
            load.Facts.Reported["e2e_mean"].ShouldBe(0.36267870511764133, 1e-15);
            load.Facts.Reported["ttft_p90"].ShouldBe(0.061012983322143555, 1e-15);
            load.Facts.Reported["output_throughput"].ShouldBe(337.6296157356494);
            load.Facts.Reported["requests_completed"].ShouldBe(39);
            load.Facts.Reported["requests_failed"].ShouldBe(1);
            (load.Facts.Tool, load.Facts.Concurrency).ShouldBe(("guidellm 0.8.1", 4));
            load.Facts.Remarks.ShouldContain(remark => remark.Contains("own", StringComparison.Ordinal));
        }
    }

    [SharedFact]
    public void The_same_benchmarks_in_several_files_are_taken_once_from_the_fullest()
    {
        var result = _imports.Import(SharedData.Path("data/guidellm/newest-0.8.1"));

        result.New.ShouldBe(4);
        result
            .Runs.Count(run =>
                run.Record.ImportedFrom!.StartsWith("benchmarks.full.json.gz#", StringComparison.Ordinal)
            )
            .ShouldBe(3);
        result.Findings.ShouldContain(finding => finding.Kind == "same-result-twice");
    }

    [Fact]
    public void A_distribution_without_values_is_missing_and_a_load_without_answers_invalid()
    {
        var load = _imports.ImportOne("g.json", Report("2", Empty));

        load.Facts.Reported.Keys.ShouldBe(["requests_completed", "requests_cut", "requests_failed"]);
        load.Record.Valid.ShouldBeFalse();
        load.Record.InvalidReasons.ShouldBe(["no request of the load completed"]);
    }

    [Fact]
    public void The_form_of_0_4_has_its_own_names_of_the_same()
    {
        var load = _imports.ImportOne(
            "g.json",
            """{"args":{"model":"org/m","data":["prompt_tokens=16,output_tokens=4"]},"benchmarks":[{"type_":"generative_benchmark","config":{"id_":"a","strategy":{"type_":"poisson","rate":2.5},"backend":{"target":"http://user:secret@host:8000/?key=1","model":"org/m"}},"scheduler_metrics":{"requests_made":{"successful":2,"errored":0,"incomplete":6,"total":8}},"metrics":{"request_totals":{"successful":2,"errored":0,"incomplete":0,"total":2},"time_to_first_token_ms":{"successful":{"mean":150.0,"median":100.0,"std_dev":50.0,"count":2,"percentiles":{"p90":200.0}}}},"requests":{"successful":[{"info":{"timings":{"targeted_start":101.0,"request_start":101.5,"first_iteration":101.7,"last_iteration":102.0,"request_end":102.1}},"prompt_tokens":16,"output_tokens":4},{"info":{"timings":{"targeted_start":100.0,"request_start":100.0,"first_iteration":100.1,"last_iteration":100.4,"request_end":100.5}},"prompt_tokens":16,"output_tokens":0}],"errored":[],"incomplete":[]},"duration":2.0}]}"""
        );

        (load.Facts.Tool, load.Facts.RequestRate, load.Facts.Arrivals).ShouldBe(("guidellm 0.4", 2.5, "poisson"));
        (load.Facts.PromptTokens, load.Facts.OutputTokens, load.Facts.Url).ShouldBe((16, 4, "http://host:8000"));
        load.Facts.Reported["requests_cut"].ShouldBe(0);
        load.Facts.Reported["ttft_p90"].ShouldBe(0.2);
        load.Requests.Select(request => request.Status).ShouldBe([RequestStatus.Empty, RequestStatus.Completed]);
        var second = load.Requests[1];
        (second.Intended, second.Sent).ShouldBe((1.0, 1.5));
        second.Ttft!.Value.ShouldBe(0.2, 1e-6);
        second.TtftFromIntended!.Value.ShouldBe(0.7, 1e-6);
        second.Tpot!.Value.ShouldBe(0.1, 1e-6);
        load.Record.Identity.Case.ShouldBe("m_in16_out4_r2.5");
    }

    [Fact]
    public void An_unknown_version_is_named_with_its_field() =>
        _imports.Refusal("g.json", Report("3", Empty)).ShouldContain("g.json: metadata.version is 3 (guidellm 0.9.0)");

    [Fact]
    public void A_file_that_is_cut_off_is_named_with_the_place() =>
        _imports.Refusal("g.json", Report("2", Empty)[..^9]).ShouldContain("g.json, line 1, byte ");

    [Fact]
    public void A_number_that_is_a_text_is_named_with_its_path()
    {
        var text = Report("2", Empty).Replace("\"duration\":1.5", "\"duration\":\"fast\"", StringComparison.Ordinal);

        _imports.Refusal("g.json", text).ShouldContain("benchmarks[0].duration is \"fast\", expected a number");
    }

    [Fact]
    public void Yaml_that_refers_to_itself_is_refused()
    {
        var yaml = "benchmarks: &a\n- guidellm: 1\n  again: *a\n";

        _imports.Refusal("g.yaml", yaml).ShouldContain("g.yaml, line ");
    }

    private static string Report(string version, string distribution) =>
        """{"metadata":{"version":VERSION,"guidellm_version":"0.9.0"},"config":{},"benchmarks":[{"type_":"generative_benchmark","config":{"id_":"a","strategy":{"type_":"concurrent","streams":2}},"metrics":{"request_totals":{"successful":0,"errored":2,"incomplete":0,"total":2},"time_to_first_token_ms":{"successful":VALUES},"request_latency":{"successful":VALUES},"tokens_per_second":{"successful":VALUES}},"requests":{"successful":[],"errored":[],"incomplete":[]},"duration":1.5}]}"""
            .Replace("VERSION", version, StringComparison.Ordinal)
            .Replace("VALUES", distribution, StringComparison.Ordinal);
}
