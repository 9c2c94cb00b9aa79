using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using NSubstitute;

namespace Refigure.Tests.Environments;

public sealed partial class RealEngineTests
{
    private static readonly string[] Phases =
    [
        "llm_imports",
        "detect_platform",
        "get_model_info",
        "tokenizer_init",
        "model_init",
        "load_weights",
        "kv_cache_profiling",
        "warm_up",
    ];

    [NpmFact]
    public async Task The_installed_engine_starts_generates_counts_and_ends()
    {
        await using var engine = await RealEngine.StartAsync(Substitute.For<IWorkProgress>());
        await engine.WaitUntilReady();

        var events = await Stream(engine, maxTokens: 5);

        events[^1].ShouldBe("[DONE]");
        var chunks = events.SkipLast(1).Select(e => JsonDocument.Parse(e).RootElement).ToArray();
        chunks.Length.ShouldBe(6);
        chunks[4].GetProperty("choices")[0].GetProperty("finish_reason").GetString().ShouldBe("length");
        var usage = chunks[5].GetProperty("usage");
        usage.GetProperty("prompt_tokens").GetInt32().ShouldBe(3);
        usage.GetProperty("completion_tokens").GetInt32().ShouldBe(5);

        var metrics = await engine.Client.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        metrics.ShouldContain("vllm:generation_tokens_total{model_name=\"synthetic-15m\"} 5\n");
        metrics.ShouldContain("vllm:inter_token_latency_seconds_count{model_name=\"synthetic-15m\"} 4\n");
        metrics.ShouldContain("vllm:num_requests_running{model_name=\"synthetic-15m\"} 0\n");

        (await engine.Terminate()).ShouldBe(0);
        CheckLog(HasAllPhases(engine.Log) ? engine.Log : await LogOfAnotherStart());
    }

    // On a machine that others keep busy, lines of the library can reach the server after the loading that they tell of has
    // ended, and phases are then missing. A second and third start say whether it was that.
    private static async Task<string[]> LogOfAnotherStart()
    {
        string[] log = [];
        for (var attempt = 0; attempt < 3 && !HasAllPhases(log); attempt++)
        {
            await using var engine = await RealEngine.StartAsync(Substitute.For<IWorkProgress>());
            await engine.WaitUntilReady();
            (await engine.Terminate()).ShouldBe(0);
            log = engine.Log;
        }

        return log;
    }

    private static bool HasAllPhases(string[] log) => log.Count(line => Began().IsMatch(line)) == Phases.Length;

    private static void CheckLog(string[] log)
    {
        log.ShouldAllBe(line => Line().IsMatch(line));
        log.Where(line => Began().IsMatch(line)).Select(line => Began().Match(line).Groups[1].Value).ShouldBe(Phases);
        log.Count(line => Ended().IsMatch(line)).ShouldBe(Phases.Length);
        log.ShouldContain(line => line.EndsWith(" INFO Engine is ready", StringComparison.Ordinal));
        log[^1].ShouldEndWith(" INFO ended");
    }

    private static async Task<string[]> Stream(RealEngine engine, int maxTokens)
    {
        var request = new
        {
            model = RealEngine.Model,
            prompt = new[] { 5, 6, 7 },
            max_tokens = maxTokens,
            temperature = 0,
            ignore_eos = true,
            stream = true,
            stream_options = new { include_usage = true },
        };
        using var answer = await engine.Client.PostAsJsonAsync(new Uri("/v1/completions", UriKind.Relative), request);
        var text = await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
        return [.. text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(data => data["data: ".Length..])];
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z \d+ (DEBUG|INFO) \S")]
    private static partial Regex Line();

    [GeneratedRegex(@" INFO phase (\w+) begin$")]
    private static partial Regex Began();

    [GeneratedRegex(@" INFO phase \w+ end \d+\.\d{6}$")]
    private static partial Regex Ended();
}
