using System.Collections.Immutable;
using System.Text.Json;
using Refigure.Load;
using Refigure.Serving;

namespace Refigure.Tests.Load;

public sealed class VllmBenchJsonTests
{
    private static readonly ImmutableArray<RequestRecord> Requests =
    [
        new()
        {
            Index = 0,
            IsWarmUp = true,
            Status = RequestStatus.Completed,
            Sent = 0,
        },
        Request(2, 1.0, [1.2, 1.4], 4),
        Request(1, 1.0, [1.1, 1.15, 1.4], 5),
        new()
        {
            Index = 3,
            Status = RequestStatus.Failed,
            Sent = 2,
            End = 3,
            PromptTokens = 8,
            Error = "The server answered 503.",
        },
    ];

    [Fact]
    public void The_lists_are_in_the_order_of_the_requests_in_seconds_and_a_failure_keeps_its_place()
    {
        var json = Written();

        Numbers(json, "ttfts").ShouldBe([0.1, 0.2, 0], 1e-9);
        Numbers(json, "output_lens").ShouldBe([5, 4, 0]);
        json.GetProperty("itls")[0].EnumerateArray().Select(v => v.GetDouble()).ShouldBe([0.05, 0.25], 1e-9);
        json.GetProperty("itls")[2].GetArrayLength().ShouldBe(0);
        json.GetProperty("errors")
            .EnumerateArray()
            .Select(e => e.GetString())
            .ShouldBe(["", "", "The server answered 503."]);
    }

    [Fact]
    public void The_summary_is_that_of_the_completed_requests_with_the_tool_s_definitions()
    {
        var json = Written();
        double Value(string key) => json.GetProperty(key).GetDouble();

        (Value("completed"), Value("failed"), Value("num_prompts")).ShouldBe((2, 1, 3));
        Value("mean_ttft_ms").ShouldBe(150, 1e-9);
        Value("std_ttft_ms").ShouldBe(50, 1e-9);
        Value("p99_ttft_ms").ShouldBe(199, 1e-9);
        Value("mean_tpot_ms").ShouldBe((75 + (200 / 3.0)) / 2, 1e-9);
        Value("mean_itl_ms").ShouldBe((50 + 250 + 200) / 3.0, 1e-9);
        Value("mean_e2el_ms").ShouldBe(400, 1e-9);
        Value("output_throughput").ShouldBe(4.5);
        Value("total_token_throughput").ShouldBe(12.5);
        Value("max_output_tokens_per_s").ShouldBe(5);
        Value("max_concurrent_requests").ShouldBe(2);
        json.GetProperty("request_rate").GetString().ShouldBe("inf");
    }

    private static RequestRecord Request(int index, double sent, double[] arrivals, int tokens) =>
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
            OutputTokens = tokens,
            Chunks = arrivals.Length,
        };

    private static JsonElement Written()
    {
        using var output = new MemoryStream();
        VllmBenchJson.Write(
            Requests,
            new LoadFacts
            {
                Tool = "refigure",
                Concurrency = 2,
                Model = "m",
                DurationSeconds = 2,
            },
            output
        );
        return JsonDocument.Parse(output.ToArray()).RootElement;
    }

    private static IEnumerable<double> Numbers(JsonElement json, string key) =>
        json.GetProperty(key).EnumerateArray().Select(v => v.GetDouble());
}
