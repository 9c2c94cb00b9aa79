using Refigure.Results;
using Refigure.Telemetry;

namespace Refigure.Tests.Telemetry;

public sealed class TelemetryColumnsTests
{
    private const string Added =
        ",kv_cache_usage,requests_running,requests_waiting,prompt_tokens_total,generation_tokens_total,prefix_cache_queries_total,prefix_cache_hits_total\n";

    [Fact]
    public void Each_row_gets_the_nearest_sample_and_its_own_columns_stay()
    {
        Add("seconds,cpu0,memory_bytes\n0.100000,5.0,10\n0.200000,6.0,11\n", Sample(0.103, 1), Sample(0.198, 2))
            .ShouldBe("seconds,cpu0,memory_bytes" + Added + "0.100000,5.0,10,0.5,1,,,,,\n0.200000,6.0,11,0.5,2,,,,,\n");
    }

    [Fact]
    public void A_row_without_a_sample_near_it_is_empty_and_not_zero()
    {
        Add("seconds,cpu0,memory_bytes\n0.1,1,1\n0.2,1,1\n0.3,1,1\n", Sample(0.101, 1), Sample(0.302, 3))
            .ShouldBe("seconds,cpu0,memory_bytes" + Added + "0.1,1,1,0.5,1,,,,,\n0.2,1,1,,,,,,,\n0.3,1,1,0.5,3,,,,,\n");
    }

    [Fact]
    public void Without_samples_all_of_it_is_empty()
    {
        Add("seconds,cpu0,memory_bytes\n0.1,1,1\n").ShouldBe("seconds,cpu0,memory_bytes" + Added + "0.1,1,1,,,,,,,\n");
    }

    [Fact]
    public void A_row_that_was_cut_off_is_left_out()
    {
        Add("seconds,cpu0,memory_bytes\n0.1,1,1\n0.2,1").ShouldEndWith("0.1,1,1,,,,,,,\n");
        Add("").ShouldBeEmpty();
    }

    [Fact]
    public void Who_reads_the_processes_samples_reads_them_as_before()
    {
        var wider = Add("seconds,cpu0,cpu1,memory_bytes\n0.1,1.0,2.0,1\n", Sample(0.1, 1));
        var read = ProcessSamples.Read(new StringReader(wider), "samples.csv");
        read.Cores.ShouldBe(2);
        read.Percent.ShouldBe([1, 2]);
    }

    [Fact]
    public void A_server_whose_processes_nobody_samples_has_a_table_of_its_own()
    {
        using var output = new StringWriter();
        TelemetryColumns.Write([Sample(0.1034, 1), Sample(0.2, 2)], output);
        output.ToString().ShouldBe("seconds" + Added + "0.103400,0.5,1,,,,,\n0.200000,0.5,2,,,,,\n");
    }

    [Fact]
    public void A_counter_that_went_down_began_anew_and_one_that_is_not_known_did_not_grow()
    {
        Sample(1, 5).Since(Sample(0, 2), TelemetryQuantity.RequestsRunning).ShouldBe(3);
        Sample(1, 2).Since(Sample(0, 5), TelemetryQuantity.RequestsRunning).ShouldBeNull();
        Sample(1, 2).Since(Sample(0, 2), TelemetryQuantity.PrefixCacheHits).ShouldBeNull();
    }

    private static string Add(string rows, params TelemetrySample[] samples)
    {
        using var output = new StringWriter();
        TelemetryColumns.Add(new StringReader(rows), samples, output);
        return output.ToString();
    }

    private static TelemetrySample Sample(double seconds, double running)
    {
        var values = new double?[Enum.GetValues<TelemetryQuantity>().Length];
        values[(int)TelemetryQuantity.KvCacheUsage] = 0.5;
        values[(int)TelemetryQuantity.RequestsRunning] = running;
        return new TelemetrySample(TimeSpan.FromSeconds(seconds), [.. values]);
    }
}
