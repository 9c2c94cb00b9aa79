using Refigure.Figures;
using Refigure.Figures.Traces;
using Refigure.Serving;
using Refigure.Tests.Figures.Serving;
using Refigure.Tests.Traces;
using Refigure.Traces.Scaling;

namespace Refigure.Tests.Figures.Traces;

/// <summary>Figure 21.</summary>
public sealed class ScalingCurvesTests
{
    [Fact]
    public void Speed_up_and_efficiency_are_of_throughput_beside_the_ideal()
    {
        var data = Scaled((1, 1000), (2, 1600), (4, 2400)).Compute(21);

        Values(data, ScalingCurves.Throughput).ShouldBe([1000, 1600, 2400]);
        Values(data, ScalingCurves.Speedup).ShouldBe([1, 1.6, 2.4]);
        Values(data, ScalingCurves.Efficiency).ShouldBe([100, 80, 60]);
        Values(data, ScalingCurves.Speedup, ScalingCurves.Ideal).ShouldBe([1, 2, 4]);
        Values(data, ScalingCurves.Efficiency, ScalingCurves.Ideal).ShouldBe([100, 100, 100]);
    }

    [Fact]
    public void An_iteration_is_a_batch_of_as_many_requests_as_run_at_a_time()
    {
        var runs = new ServingRuns();
        foreach (var (gpus, seconds) in new[] { (1, 2.0), (2, 1.5) })
        {
            runs.Add(
                "tp-scaling",
                $"tp{gpus}",
                ServingRuns.Load(2) with
                {
                    TensorParallelSize = gpus,
                },
                ServingRuns.Values(100, 0.1),
                [
                    Request(0, 0, seconds - 0.1),
                    Request(1, 0, seconds),
                    Request(2, seconds, 2 * seconds),
                    Request(3, seconds, (2 * seconds) + 0.2),
                ]
            );
        }

        var data = runs.Compute(21);

        Values(data, ScalingCurves.Iteration).ShouldBe([2.1, 1.6], 1e-12);
        data.Marks.Count(m => m.Panel == "interval" && m.Series == ScalingCurves.Iteration).ShouldBe(4);
        ServingRuns
            .Words(data, "labels")
            .ShouldContain("An iteration is a batch of 2 requests, from the first send to the last end.");
    }

    [Fact]
    public void The_table_of_a_study_has_no_communication_that_was_measured()
    {
        var data = Study([0, 40.75077677400187, 63.92920353181633]).Compute(21);

        Values(data, ScalingCurves.Speedup).ShouldBe([1, 1.18498444, 1.44283187], 1e-7);
        Values(data, ScalingCurves.Efficiency).ShouldBe([100, 59.24922323, 36.07079647], 1e-7);
        data.Marks.ShouldNotContain(m => m.Panel == ScalingCurves.Communication);
        ServingRuns.Words(data, "no-communication").Single().ShouldContain("100 − scaling efficiency, to all digits");
        data.Marks.Single(m => m.Series == ScalingCurves.NoCommunication).Label.ShouldBe("not measured");
    }

    [Fact]
    public void Another_overhead_of_a_table_is_not_drawn_either()
    {
        var data = Study([0, 12, 20]).Compute(21);

        data.Marks.ShouldNotContain(m => m.Panel == ScalingCurves.Communication);
        ServingRuns.Words(data, "no-communication").Single().ShouldContain("is not known");
    }

    [Fact]
    public void Communication_is_from_traces_with_its_waiting_apart()
    {
        var runs = Scaled((1, 1000), (2, 1600));
        runs.Add("tp-profile", "tp1", trace: MadeTraces.Decode(1));
        runs.Add("tp-profile", "tp2", trace: MadeTraces.Decode(2));

        var data = runs.Compute(21);

        // 9 layers of 30.75 µs of other kernels and 4 µs of all-reduce, on rank 0 with 1.5 µs of waiting.
        var (rank0, rank1) = (100 * 5.5 / 36.25, 100 * 4 / 34.75);
        var wait = 100 * 1.5 / 36.25 / 2;
        Values(data, ScalingCurves.Communication, "waiting").ShouldBe([0, wait], 1e-9);
        Values(data, ScalingCurves.Communication, "communicating").ShouldBe([0, ((rank0 + rank1) / 2) - wait], 1e-9);
        Values(data, CommunicationShares.OfRanks, "rank 1").ShouldBe([rank1], 1e-9);
    }

    [Fact]
    public void Traces_of_a_model_that_is_not_known_are_not_taken_for_those_of_a_table()
    {
        var runs = Study([0, 12, 20]);
        runs.Add("imported", "some-trace", model: "unknown", trace: MadeTraces.Decode(2), importedFrom: "x");

        runs.Compute(21).Marks.ShouldNotContain(m => m.Panel == ScalingCurves.Communication);
    }

    [Fact]
    public void One_number_of_gpus_is_no_scaling()
    {
        Scaled((2, 1000)).Outcome(21).WhyNot.ShouldNotBeNull().ShouldContain("there are only those on 2 GPUs");
    }

    private static ServingRuns Scaled(params (int Gpus, double Throughput)[] points)
    {
        var runs = new ServingRuns();
        foreach (var (gpus, throughput) in points)
        {
            runs.Add(
                "tp-scaling",
                $"tp{gpus}",
                ServingRuns.Load(4) with
                {
                    TensorParallelSize = gpus,
                },
                ServingRuns.Values(throughput, 0.1)
            );
        }

        return runs;
    }

    private static ServingRuns Study(double[] overhead)
    {
        var runs = new ServingRuns();
        double[] seconds = [9.65469512268901, 8.147528859460726, 6.691490116668865];
        for (var i = 0; i < seconds.Length; i++)
        {
            runs.Add(
                "imported",
                $"tp{1 << i}",
                values:
                [
                    ("tensor_parallel_size", 1 << i),
                    (ScalingMetrics.Iteration, seconds[i]),
                    (ScalingMetrics.IterationRate, 1 / seconds[i]),
                    (ScalingMetrics.ReportedOverhead, overhead[i]),
                ],
                model: "unknown",
                importedFrom: "tp_metrics_summary.csv"
            );
        }

        return runs;
    }

    private static RequestRecord Request(int index, double sent, double end) =>
        ServingRuns.Request(0.1) with
        {
            Index = index,
            Sent = sent,
            End = end,
        };

    private static double[] Values(FigureData data, string panel, string series = "") =>
        [.. data.Marks.Where(m => m.Panel == panel && m.Series == series).Select(m => m.Y!.Value)];
}
