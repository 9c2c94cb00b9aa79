using System.Text.Json;
using Refigure.Testing;
using Refigure.Traces;
using Refigure.Traces.Analysis;

namespace Refigure.Tests.Traces;

/// <summary>Real traces against numbers that were computed without this code.</summary>
public sealed class LabTraceTests
{
    [SharedTheory]
    [InlineData("graph", 0)]
    [InlineData("graph", 1)]
    [InlineData("eager", 0)]
    [InlineData("eager", 1)]
    public void Counts_and_times_of_a_rank_are_those_of_the_reference(string mode, int rank)
    {
        var expected = LabTraces.Expected(mode, rank);
        var trace = LabTraces.Read(mode).Traces.Single(t => t.Rank == rank);
        var categories = expected.GetProperty("by_phase_and_category");
        trace.WorldSize.ShouldBe(2);
        trace.BaseTime.ShouldBe(1_790_857_026_000_000_000);
        trace.Coverage.Events.ShouldBe(expected.GetProperty("events").GetInt64());
        trace.Coverage.Kernels.ShouldBe(expected.GetProperty("kernels").GetInt64());
        trace.Coverage.Copies.ShouldBe(categories.GetProperty("X:gpu_memcpy").GetInt64());
        trace.Coverage.Sets.ShouldBe(0);
        trace.Coverage.HostOperators.ShouldBe(categories.GetProperty("X:cpu_op").GetInt64());
        trace.Coverage.Calls.ShouldBe(
            categories.GetProperty("X:cuda_runtime").GetInt64() + categories.GetProperty("X:cuda_driver").GetInt64()
        );
        trace.Coverage.GraphLaunches.ShouldBe(mode == "graph" ? 4 : 0);
        trace.Coverage.HidesGraphKernels.ShouldBeFalse();
        trace.Coverage.Unmatched.ShouldBe(0);
        trace.Coverage.Skipped.ShouldBe(0);
        trace.Coverage.Damaged.ShouldBe(0);
        trace.Coverage.IsTruncated.ShouldBeFalse();

        var times = TraceAnalysis.Of([trace]).Ranks.ShouldHaveSingleItem();
        times.Kernels.ShouldBe(trace.Coverage.Kernels);
        times.Span.ShouldBe(Time(expected, "span_us"));
        times.KernelSpan.ShouldBe(Time(expected, "kernel_span_us"));
        times.Busy.ShouldBe(Time(expected, "busy_us"));
        times.KernelBusy.ShouldBe(Time(expected, "kernel_busy_us"));
        times.KernelSum.ShouldBe(Time(expected, "kernel_sum_us"));
        times.Communication.ShouldBe(Time(expected, "communication_us"));
        times.Compute.ShouldBe(Time(expected, "compute_us"));
        times.Overlap.ShouldBe(0);
        times.OverlapShare.ShouldBeNull("all kernels are on one stream");
        times.TopKernels.Length.ShouldBe(expected.GetProperty("distinct_kernel_names").GetInt32());
    }

    [SharedTheory]
    [InlineData("graph", 0)]
    [InlineData("graph", 1)]
    [InlineData("eager", 0)]
    [InlineData("eager", 1)]
    public void Kernels_and_their_classes_are_those_of_the_reference(string mode, int rank)
    {
        var expected = LabTraces.Expected(mode, rank);
        var times = LabTraces.Analyse(mode).Ranks[rank];
        var allReduce = expected.GetProperty("all_reduce");
        var kernel = times.TopKernels.Single(k => k.Name == allReduce.GetProperty("name").GetString());
        kernel.Calls.ShouldBe(132);
        kernel.Total.ShouldBe(Time(allReduce, "total_us"));
        kernel.Least.ShouldBe(Time(allReduce, "min_us"));
        kernel.Most.ShouldBe(Time(allReduce, "max_us"));
        kernel.Class.ShouldBe(KernelClass.Communication);
        kernel.Share.ShouldBe(kernel.Total / times.KernelSum, 1e-12);
        times.TopKernels[0].ShouldBe(kernel);

        var classes = expected.GetProperty("kernel_classes");
        Class(times, KernelClass.Gemm).ShouldBe((324, Time(classes.GetProperty("gemm"), "total_us")));
        Class(times, KernelClass.Attention)
            .ShouldBe(
                (
                    classes.GetProperty("attention").GetProperty("count").GetInt64(),
                    Time(classes.GetProperty("attention"), "total_us")
                )
            );
        Class(times, KernelClass.Communication)
            .ShouldBe((136, Time(allReduce, "total_us") + Time(expected.GetProperty("nccl"), "total_us")));
        times.Classes.Sum(c => c.Calls).ShouldBe(times.Kernels);
        times.Classes.Sum(c => c.Total).ShouldBe(times.KernelSum);
    }

    [SharedTheory]
    [InlineData("graph", 0)]
    [InlineData("graph", 1)]
    [InlineData("eager", 0)]
    [InlineData("eager", 1)]
    public void Each_forward_pass_has_33_all_reduces(string mode, int rank)
    {
        var steps = LabTraces.Analyse(mode).Steps[rank];
        steps.Length.ShouldBe(4, "the two empty ones are no forward passes");
        steps.ShouldAllBe(s => s.IsOnGpu && s.AllReduces == 33);
        steps[0].Name.ShouldBe("execute_context_1(1)_generation_0(0)");
        steps
            .Select(s => s.AllReduceSum)
            .ShouldBe(
                LabTraces
                    .Expected(mode, rank)
                    .GetProperty("all_reduce")
                    .GetProperty("per_forward_us")
                    .EnumerateArray()
                    .Select(LabTraces.Nanoseconds)
            );
    }

    [SharedTheory]
    [InlineData("graph")]
    [InlineData("eager")]
    public void Waiting_in_an_all_reduce_is_told_from_communicating(string mode)
    {
        var expected = LabTraces.Skew(mode);
        var pairing = LabTraces.Analyse(mode).Collectives.Single(c => c.Kind == CollectiveKind.AllReduce);
        pairing.Problem.ShouldBeNull();
        pairing.Ranks.ShouldBe(["rank 0", "rank 1"]);
        pairing.Calls.Length.ShouldBe(132);
        pairing.TimesLast(1).ShouldBe(expected.GetProperty("rank1_later").GetInt32());
        pairing.Waiting(0).ShouldBe(Time(expected, "wait_of_rank0_us"));
        pairing.Waiting(1).ShouldBe(Time(expected, "wait_of_rank1_us"));
        pairing.LeastSum.ShouldBe(Time(expected, "sum_of_min_duration_us"));
        var starts = pairing.Calls.Select(c => c.Starts[1] - c.Starts[0]).ToArray();
        var start = expected.GetProperty("start_rank1_minus_rank0_us");
        starts[0].ShouldBe(Time(start, "first"));
        starts.Min().ShouldBe(Time(start, "min"));
        starts.Max().ShouldBe(Time(start, "max"));
        var end = expected.GetProperty("end_rank0_minus_rank1_us");
        var ends = pairing.Calls.Select(c => c.Starts[0] + c.Durations[0] - c.Starts[1] - c.Durations[1]).ToArray();
        ends.Min().ShouldBe(Time(end, "min"));
        ends.Max().ShouldBe(Time(end, "max"));
        var first = expected.GetProperty("first_pair").GetProperty("rank0")[0];
        pairing.Calls[0].Starts[0].ShouldBe(LabTraces.Nanoseconds(first), "all digits, through no double");
    }

    [SharedFact]
    public void A_rank_that_waits_looks_busy_and_is_not_communicating()
    {
        var analysis = LabTraces.Analyse("eager");
        var pairing = analysis.Collectives.Single(c => c.Kind == CollectiveKind.AllReduce);
        analysis.Ranks[0].CommunicationShare!.Value.ShouldBe(0.942, 0.001);
        pairing.Communicating(0).ShouldBe(56_964_075 - 56_211_485);
        pairing.Communicating(1).ShouldBe(742_618);
    }

    [SharedFact]
    public void What_the_traces_cannot_answer_is_said()
    {
        var remarks = LabTraces.Analyse("eager").Remarks;
        remarks.ShouldContain(r => r.Contains("rank 0 and rank 1 are on one stream", StringComparison.Ordinal));
        remarks.ShouldContain(r =>
            r.Contains("async_llm", StringComparison.Ordinal) && r.Contains("no kernels", StringComparison.Ordinal)
        );
        remarks.Length.ShouldBe(2);
    }

    [SharedFact]
    public void Tools_that_know_only_nccl_see_hardly_any_communication()
    {
        var others = LabTraces.Analyse("graph").OtherDefinitions;
        others.First(o => o.Metric == "coll_call_num").Value.ShouldBe(8);
        others.Last(o => o.Metric == "coll_call_num").Value.ShouldBe(4);
        var overhead = ((27.968 / 11717.392) + (30.528 / Span(1))) / 2 * 100;
        others.Single(o => o.Metric == "comm_overhead").Value!.Value.ShouldBe(overhead, 1e-9);

        static double Span(int rank) => LabTraces.Expected("graph", rank).GetProperty("kernel_span_us").GetDouble();
    }

    private static (long Calls, long Total) Class(RankTimes times, KernelClass kernels)
    {
        var found = times.Classes.Single(c => c.Class == kernels);
        return (found.Calls, found.Total);
    }

    private static long Time(JsonElement of, string name) => LabTraces.Nanoseconds(of.GetProperty(name));
}
