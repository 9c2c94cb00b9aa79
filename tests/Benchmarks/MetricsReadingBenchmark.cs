using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using Refigure.Telemetry;

namespace Refigure.Benchmarks;

/// <summary>What one call of <c>/metrics</c> costs the client, ten of which are made each second beside a load.</summary>
[MemoryDiagnoser]
public class MetricsReadingBenchmark
{
    private readonly EngineMetrics _metrics = EngineMetrics.Of("vllm", "0.25.1");
    private byte[] _text = [];

    /// <summary>An answer of the size and shape of vLLM 0.25.1's: 53 kB, mostly buckets of histograms.</summary>
    [GlobalSetup]
    public void Make()
    {
        const string Labels = "engine=\"0\",model_name=\"synthetic-llama-1b\"";
        var text = new StringBuilder();
        foreach (var name in (string[])["kv_cache_usage_perc", "num_requests_running", "num_requests_waiting"])
        {
            _ = text.Append(CultureInfo.InvariantCulture, $"# TYPE vllm:{name} gauge\nvllm:{name}{{{Labels}}} 0.25\n");
        }

        foreach (var name in (string[])["prompt_tokens", "generation_tokens", "prefix_cache_hits"])
        {
            _ = text.Append(
                CultureInfo.InvariantCulture,
                $"# TYPE vllm:{name}_total counter\nvllm:{name}_total{{{Labels}}} 82432.0\nvllm:{name}_created{{{Labels}}} 1.7953e+09\n"
            );
        }

        for (var i = 0; text.Length < 53_000; i++)
        {
            _ = text.Append(
                CultureInfo.InvariantCulture,
                $"vllm:e2e_request_latency_seconds_bucket{{{Labels},le=\"{i}.0\"}} {i}.0\n"
            );
        }

        _text = Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Reads it.</summary>
    [Benchmark]
    public double? Read()
    {
        var samples = PrometheusReader.Read(_text, _metrics.Selection);
        return _metrics.Combine(samples)[0];
    }
}
