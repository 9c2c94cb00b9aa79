using System.Text;
using Refigure.Telemetry;
using static Refigure.Telemetry.TelemetryQuantity;

namespace Refigure.Tests.Telemetry;

public sealed class EngineMetricsTests
{
    [Theory]
    [InlineData("0.5.0", "vllm:gpu_cache_usage_perc", null)]
    [InlineData("0.9.1", "vllm:gpu_cache_usage_perc", "vllm:gpu_prefix_cache_hits_total")]
    [InlineData("0.9.2", "vllm:kv_cache_usage_perc", "vllm:prefix_cache_hits_total")]
    [InlineData("0.10.1.1", "vllm:kv_cache_usage_perc", "vllm:prefix_cache_hits_total")]
    [InlineData("0.10.1rc2.dev263", "vllm:kv_cache_usage_perc", "vllm:prefix_cache_hits_total")]
    [InlineData("0.25.1", "vllm:kv_cache_usage_perc", "vllm:prefix_cache_hits_total")]
    public void VLLM_s_names_are_those_of_its_version(string version, string cache, string? hits)
    {
        var metrics = EngineMetrics.Of("vllm", version);
        metrics.NameOf(KvCacheUsage).ShouldBe(cache);
        metrics.NameOf(PrefixCacheHits).ShouldBe(hits);
        metrics.NameOf(RequestsRunning).ShouldBe("vllm:num_requests_running");
    }

    [Theory]
    [InlineData("tgi")]
    [InlineData("transformers")]
    public void An_engine_without_a_gauge_of_its_cache_has_no_name_for_it(string engine)
    {
        EngineMetrics.Of(engine, null).NameOf(KvCacheUsage).ShouldBeNull();
        EngineMetrics.Of(engine, null).NameOf(RequestsWaiting).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("vllm:gpu_cache_usage_perc 0.5", 0.5)]
    [InlineData("vllm:kv_cache_usage_perc 9.7e-05", 9.7e-05)]
    [InlineData("vllm:gpu_cache_usage_perc 0.5\nvllm:kv_cache_usage_perc 0.25", 0.25)]
    public void A_version_that_cannot_be_compared_is_read_by_whichever_name_is_there(string text, double cache)
    {
        Values("vllm", "nightly", text)[(int)KvCacheUsage].ShouldBe(cache);
    }

    [Fact]
    public void Of_several_engines_requests_and_tokens_are_added_and_the_fullest_cache_is_taken()
    {
        const string Text = """
            vllm:kv_cache_usage_perc{engine="0",model_name="m"} 0.25
            vllm:kv_cache_usage_perc{engine="1",model_name="m"} 0.75
            vllm:num_requests_running{engine="0",model_name="m"} 3.0
            vllm:num_requests_running{engine="1",model_name="m"} 4.0
            vllm:num_requests_waiting_by_reason{engine="0",reason="capacity"} 9.0
            vllm:generation_tokens_total{engine="0",model_name="m"} 1e+06
            vllm:generation_tokens_total{engine="1",model_name="m"} 5.0
            """;
        var values = Values("vllm", "0.25.1", Text);
        values[(int)KvCacheUsage].ShouldBe(0.75);
        values[(int)RequestsRunning].ShouldBe(7);
        values[(int)GenerationTokens].ShouldBe(1_000_005);
        values[(int)RequestsWaiting].ShouldBeNull();
        values[(int)Preemptions].ShouldBeNull();
    }

    [Theory]
    [InlineData("vllm:num_requests_running NaN")]
    [InlineData("vllm:num_requests_running{engine=\"0\"} 1\nvllm:num_requests_running{engine=\"1\"} NaN")]
    [InlineData("vllm:num_requests_running +Inf")]
    [InlineData("")]
    public void What_is_no_number_is_unknown_and_not_zero(string text)
    {
        Values("vllm", "0.25.1", text)[(int)RequestsRunning].ShouldBeNull();
    }

    [Fact]
    public void TGI_s_tokens_are_the_sums_of_its_histograms()
    {
        const string Text = """
            # TYPE tgi_request_generated_tokens histogram
            tgi_request_generated_tokens_bucket{le="1"} 0
            tgi_request_generated_tokens_sum 96
            tgi_request_generated_tokens_count 3
            # TYPE tgi_queue_size gauge
            tgi_queue_size 2
            """;
        var values = Values("tgi", "3.3.6-dev0", Text);
        values[(int)GenerationTokens].ShouldBe(96);
        values[(int)RequestsWaiting].ShouldBe(2);
        values[(int)RequestsRunning].ShouldBeNull();
    }

    [Theory]
    [InlineData("vllm:num_requests_waiting{engine=\"0\"} 3")]
    [InlineData("tgi_queue_size 3")]
    [InlineData("transformers:num_requests_waiting{model_name=\"m\"} 3")]
    public void A_server_that_nobody_names_is_read_by_whatever_names_it_has(string text)
    {
        var metrics = EngineMetrics.OfAny();
        metrics
            .Combine(PrometheusReader.Read(Encoding.UTF8.GetBytes(text), metrics.Selection))[(int)RequestsWaiting]
            .ShouldBe(3);
    }

    [Fact]
    public void An_unknown_engine_tells_nothing()
    {
        Values("other", "1.0", "vllm:num_requests_running 1").ShouldAllBe(value => value == null);
    }

    private static IReadOnlyList<double?> Values(string engine, string version, string text)
    {
        var metrics = EngineMetrics.Of(engine, version);
        return metrics.Combine(PrometheusReader.Read(Encoding.UTF8.GetBytes(text), metrics.Selection));
    }
}
