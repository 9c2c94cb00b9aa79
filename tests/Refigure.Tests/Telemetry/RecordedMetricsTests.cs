using System.Globalization;
using System.Text.Json;
using Refigure.Telemetry;
using Refigure.Testing;
using static Refigure.Telemetry.TelemetryQuantity;

namespace Refigure.Tests.Telemetry;

/// <summary>What vLLM 0.25.1 answered before and after the loads of the recording, against the loads themselves.</summary>
public sealed class RecordedMetricsTests
{
    [SharedFact]
    public void The_counters_grew_by_what_the_loads_put_in_and_got_out()
    {
        var before = Values("metrics-first.prom");
        var after = Values("metrics-last.prom");
        using var reference = JsonDocument.Parse(File.ReadAllText(SharedData.Path("reference/lab.json")));
        var loads = reference.RootElement.GetProperty("bench").EnumerateArray().ToArray();

        Grew(PromptTokens).ShouldBe(loads.Sum(l => l.GetProperty("total_input_tokens").GetDouble()));
        Grew(GenerationTokens).ShouldBe(loads.Sum(l => l.GetProperty("total_output_tokens").GetDouble()));
        Grew(PrefixCacheQueries).ShouldBe(Grew(PromptTokens));
        after[(int)PrefixCacheHits].ShouldBe(16);
        after[(int)CachedPromptTokens].ShouldBe(16);
        after[(int)Preemptions].ShouldBe(0);
        after[(int)RequestsRunning].ShouldBe(0);
        after[(int)RequestsWaiting].ShouldBe(0);
        after[(int)KvCacheUsage].ShouldBe(0);

        double? Grew(TelemetryQuantity quantity) => after[(int)quantity] - before[(int)quantity];
    }

    [SharedFact]
    public void All_of_the_answer_is_read_histograms_too()
    {
        var samples = new List<PrometheusSample>();
        var reader = new PrometheusReader(PrometheusSelection.All, samples.Add);
        reader.Feed(File.ReadAllBytes(SharedData.Path("data/lab/h200/serve-tp1/metrics-last.prom")));
        reader.End();

        reader.Damaged.ShouldBe(0);
        var lines = File.ReadLines(SharedData.Path("data/lab/h200/serve-tp1/metrics-last.prom"))
            .Count(l =>
                l.Length > 0 && l[0] != '#' && !l.Split('{', ' ')[0].EndsWith("_created", StringComparison.Ordinal)
            );
        samples.Count.ShouldBe(lines);
        // As the reference's notes say: a gap between tokens for each token but each request's first.
        samples.Single(s => s.Name == "vllm:inter_token_latency_seconds_count").Value.ShouldBe(82432 - 644);
        samples.Single(s => s.Name == "vllm:inter_token_latency_seconds_count").Type.ShouldBe(PrometheusType.Histogram);
    }

    [SharedFact]
    public void The_recorded_course_of_the_load_comes_through_the_columns_as_it_was()
    {
        string[] timeline = File.ReadAllLines(SharedData.Path("data/lab/h200/serve-tp1/metrics-timeline.csv"));
        timeline[0].ShouldBe("wall,running,waiting,kv_cache_usage,generation_tokens,prompt_tokens");
        double[][] recorded =
        [
            .. timeline
                .Skip(1)
                .Select(l => l.Split(',').Select(c => double.Parse(c, CultureInfo.InvariantCulture)).ToArray()),
        ];
        var start = recorded[0][0];
        var metrics = EngineMetrics.Of("vllm", "0.25.1");
        TelemetrySample[] samples =
        [
            .. recorded.Select(r => new TelemetrySample(
                TimeSpan.FromSeconds(r[0] - start),
                metrics.Combine(
                    PrometheusReader.Read(
                        System.Text.Encoding.UTF8.GetBytes(
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"vllm:num_requests_running {r[1]:R}\nvllm:num_requests_waiting {r[2]:R}\nvllm:kv_cache_usage_perc {r[3]:R}\n"
                            )
                        ),
                        metrics.Selection
                    )
                )
            )),
        ];
        var rows =
            "seconds,cpu0,memory_bytes\n"
            + string.Concat(
                recorded.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r[0] - start:F6},1.0,5\n"))
            );
        using var output = new StringWriter();
        TelemetryColumns.Add(new StringReader(rows), samples, output);

        string[][] written = [.. output.ToString().TrimEnd().Split('\n').Skip(1).Select(l => l.Split(','))];
        written.Length.ShouldBe(recorded.Length);
        written.Max(w => double.Parse(w[3], CultureInfo.InvariantCulture)).ShouldBe(0.009832076121318312);
        written.Max(w => double.Parse(w[4], CultureInfo.InvariantCulture)).ShouldBe(recorded.Max(r => r[1]));
        written.ShouldAllBe(w => w[6].Length == 0 && w[9].Length == 0);
    }

    private static IReadOnlyList<double?> Values(string name)
    {
        var metrics = EngineMetrics.Of("vllm", "0.25.1");
        var text = File.ReadAllBytes(SharedData.Path($"data/lab/h200/serve-tp1/{name}"));
        return metrics.Combine(PrometheusReader.Read(text, metrics.Selection));
    }
}
