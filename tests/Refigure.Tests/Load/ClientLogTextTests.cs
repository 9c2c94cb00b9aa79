using System.Collections.Immutable;
using System.Text;
using Refigure.Load;
using Refigure.Serving;
using Refigure.Testing;
using Refigure.Tests.Imports.Serving;

namespace Refigure.Tests.Load;

public sealed class ClientLogTextTests : IDisposable
{
    private const double Origin = 1122193.0;

    private static readonly LoadFacts Facts = new()
    {
        Tool = "refigure",
        RequestRate = 10,
        Arrivals = "poisson",
        Dataset = "random",
        Seed = 4_000_000_000,
        Endpoint = "completions",
        Url = "http://127.0.0.1:8000",
        Model = "meta-llama/Llama-3.1-8B",
        DurationSeconds = 2,
    };

    private static readonly ImmutableArray<RequestRecord> Requests =
    [
        Request(0, 0, [0.5, 0.75]) with
        {
            IsWarmUp = true,
        },
        Request(2, 1.25, [1.5, 1.75, 2.25]),
        Request(1, 1.125, [1.25, 1.5]),
        Request(3, 1.5, [1.75]),
        new()
        {
            Index = 4,
            Status = RequestStatus.Failed,
            Sent = 2,
            End = 3,
            PromptTokens = 8,
            Error = "The server answered 400.",
        },
    ];

    private readonly ServingImports _imports = new();

    public void Dispose() => _imports.Dispose();

    [Fact]
    public void The_text_has_a_line_an_answer_of_two_tokens_or_more_in_the_order_of_arrival_and_the_summary_of_all() =>
        Written(Requests, Facts)
            .ShouldBe(
                """
                Namespace(backend='vllm', base_url=None, host='127.0.0.1', port=8000, endpoint='/v1/completions', dataset_name='random', model='meta-llama/Llama-3.1-8B', num_prompts=4, request_rate=10.0, seed=4000000000)
                TTFT: 0.125 TPOT: 0.25 INPUT: 8 OUTPUT: 2 LATENCY: 375.0 START: 1122194.125
                TTFT: 0.25 TPOT: 0.375 INPUT: 8 OUTPUT: 3 LATENCY: 1000.0 START: 1122194.25
                ============ Serving Benchmark Result ============
                Successful requests:                     3         
                Benchmark duration (s):                  2.00      
                Total input tokens:                      24        
                Total generated tokens:                  6         
                Request throughput (req/s):              1.50      
                Input token throughput (tok/s):          12.00     
                Output token throughput (tok/s):         3.00      
                ---------------Time to First Token----------------
                Mean TTFT (ms):                          208.33    
                Median TTFT (ms):                        250.00    
                P99 TTFT (ms):                           250.00    
                -----Time per Output Token (excl. 1st token)------
                Mean TPOT (ms):                          312.50    
                Median TPOT (ms):                        312.50    
                P99 TPOT (ms):                           373.75    
                ---------------Inter-token Latency----------------
                Mean ITL (ms):                           270.83    
                Median ITL (ms):                         250.00    
                P99 ITL (ms):                            487.50    
                ==================================================

                """
            );

    [Fact]
    public void Tokens_that_the_server_did_not_count_are_no_zeros()
    {
        var written = Written([.. Requests.Select(r => r with { PromptTokens = null })], Facts);

        written.ShouldNotContain("INPUT:");
        written.ShouldNotContain("nput token");
        written.ShouldContain("Total generated tokens:                  6");
    }

    [Fact]
    public void The_importer_for_that_client_reads_the_same_values_back()
    {
        var load = _imports.ImportOne("per-prompt.txt", Written(Requests, Facts));

        (load.Facts.Model, load.Facts.Url, load.Facts.Endpoint).ShouldBe((Facts.Model, Facts.Url, Facts.Endpoint));
        (load.Facts.RequestRate, load.Facts.Requests, load.Facts.Seed, load.Facts.Dataset).ShouldBe(
            (10.0, 4, Facts.Seed, "random")
        );
        load.Facts.DurationSeconds.ShouldBe(2);
        load.Facts.Reported["ttft_mean"].ShouldBe(0.20833, 1e-9);
        (load.Count(RequestStatus.Completed), load.Count(RequestStatus.Failed)).ShouldBe((3, 1));
        var listed = load.Requests.Where(r => r.Sent is not null).ToArray();
        listed.Select(r => r.Sent!.Value).ShouldBe([0, 0.125]);
        listed.Select(r => r.Ttft!.Value).ShouldBe([0.125, 0.25], 1e-9);
        listed.Select(r => r.Tpot!.Value).ShouldBe([0.25, 0.375], 1e-9);
        listed.Select(r => r.E2e!.Value).ShouldBe([0.375, 1.0], 1e-9);
        load.Requests.Sum(r => r.PromptTokens).ShouldBe(24);
        load.Requests.Sum(r => r.OutputTokens).ShouldBe(6);
    }

    [SharedFact]
    public void A_log_of_that_client_written_anew_has_its_lines_and_the_names_of_its_summary()
    {
        var original = File.ReadAllLines(SharedData.Path("data/vllm-serving-hw1/logs_1gpu.txt"));
        _imports.Import(SharedData.Path("data/vllm-serving-hw1"));
        var load = _imports.Load("imported/unknown/Llama-3.1-8B_tp1_r10/warm-1");

        var written = Written(load.Requests, load.Facts).TrimEnd('\n').Split('\n');

        var lines = original.Where(IsRequest).Select(Numbers).ToArray();
        var again = written.Where(IsRequest).Select(Numbers).ToArray();
        again.Length.ShouldBe(98);
        foreach (var (one, other) in lines.Zip(again))
        {
            other[..5].ShouldBe(one[..5], 1e-2);
            (other[5] - Origin).ShouldBe(one[5] - lines[0][5], 1e-5);
        }

        var summary = original.SkipWhile(line => !line.StartsWith("====", StringComparison.Ordinal)).ToArray();
        var own = written.SkipWhile(line => !line.StartsWith("====", StringComparison.Ordinal)).ToArray();
        // Its ITL is of times that the log does not have.
        own.Select(Name)
            .ShouldBe(summary.Where(line => !line.Contains("ITL (ms)", StringComparison.Ordinal)).Select(Name));
        own[1..5].ShouldBe(summary[1..5]);
    }

    [Fact]
    public void A_load_written_in_both_forms_is_imported_once()
    {
        _imports.Write("in/per-prompt.txt", Written(Requests, Facts));
        using var json = new MemoryStream();
        VllmBenchJson.Write(Requests, Facts, json);
        _imports.Write("in/vllm-bench.json", Encoding.UTF8.GetString(json.ToArray()));

        _imports.Import(_imports["in"]).Runs.ShouldHaveSingleItem().Record.ImportedFrom.ShouldBe("vllm-bench.json");
    }

    private static bool IsRequest(string line) => line.StartsWith("TTFT: ", StringComparison.Ordinal);

    private static double[] Numbers(string line) =>
        [
            .. line.Split(' ')
                .Where((_, i) => i % 2 == 1)
                .Select(word => double.Parse(word, System.Globalization.CultureInfo.InvariantCulture)),
        ];

    private static string Name(string line) => line.Length > 40 && line[39] == ' ' ? line[..40] : line;

    private static string Written(ImmutableArray<RequestRecord> requests, LoadFacts facts)
    {
        using var output = new MemoryStream();
        ClientLogText.Write(requests, facts, Origin, output);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static RequestRecord Request(int index, double sent, double[] arrivals) =>
        new()
        {
            Index = index,
            Status = RequestStatus.Completed,
            Intended = sent,
            Sent = sent,
            FirstToken = arrivals[0],
            Arrivals = [.. arrivals],
            End = arrivals[^1],
            PromptTokens = 8,
            OutputTokens = arrivals.Length,
            Chunks = arrivals.Length,
        };
}
