using Refigure.Assignment;
using Refigure.Tests.Figures.Serving;

namespace Refigure.Tests.Assignment;

public sealed class LatencyTableTests
{
    [Fact]
    public void Rows_are_the_lines_of_the_figure_with_the_ratio_of_medians()
    {
        var rows = LatencyTable.Of(TwoLines(10).Compute(18));

        rows.Select(r => r.Configuration).ShouldBe(["1 GPU", "2 GPUs"]);
        rows[0].Count.ShouldBe(10);
        rows[0].Mean.ShouldBe(0.055, 1e-12);
        rows[0].Median.ShouldBe(0.055, 1e-12);
        rows[0].P90!.Value.ShouldBe(0.091, 1e-12);
        rows[0].P99.ShouldBeNull();
        rows[0].Largest.ShouldBe(0.1, 1e-12);
        rows[0].MedianRatio.ShouldBeNull();
        rows[1].MedianRatio!.Value.ShouldBe(0.5, 1e-12);
    }

    [Fact]
    public void A_99th_percentile_needs_a_hundred_requests()
    {
        LatencyTable.Of(TwoLines(99).Compute(18))[0].P99.ShouldBeNull();
        LatencyTable.Of(TwoLines(100).Compute(18))[0].P99!.Value.ShouldBe(0.9901, 1e-12);
    }

    [Fact]
    public void The_CSV_is_in_milliseconds_and_what_is_missing_is_empty()
    {
        var runs = TwoLines(2);
        LatencyTable
            .Csv([("ttft", runs.Compute(18)), ("tpot", runs.Compute(19))])
            .ShouldBe(
                """
                metric,configuration,n,mean_ms,median_ms,p90_ms,p99_ms,max_ms,median_by_first
                ttft,1 GPU,2,15,15,,,20,
                ttft,2 GPUs,2,7.5,7.5,,,10,0.5
                tpot,1 GPU,2,10,10,,,10,
                tpot,2 GPUs,2,10,10,,,10,1

                """
            );
    }

    // TTFTs of 10, 20, … ms with one GPU, and half of them with two.
    private static ServingRuns TwoLines(int requests)
    {
        var runs = new ServingRuns();
        foreach (var gpus in new[] { 1, 2 })
        {
            runs.Add(
                "tp-serving",
                $"tp{gpus}",
                ServingRuns.Load(4) with
                {
                    TensorParallelSize = gpus,
                },
                requests: Enumerable.Range(1, requests).Select(i => ServingRuns.Request(i * 0.01 / gpus))
            );
        }

        return runs;
    }
}
