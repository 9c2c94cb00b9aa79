using Refigure.Testing;
using Refigure.Traces;
using Refigure.Traces.Analysis;

namespace Refigure.Tests.Traces;

/// <summary>A trace with NCCL on a stream of its own, so that communication does overlap.</summary>
public sealed class TrainingTraceTests
{
    [SharedFact]
    public void Overlap_is_the_intersection_of_unions_over_streams()
    {
        var trace = Read();
        trace.Coverage.Events.ShouldBe(40_573);
        trace.Coverage.Kernels.ShouldBe(2700);
        trace.Coverage.Copies.ShouldBe(960);
        trace.Coverage.Sets.ShouldBe(114);
        var times = TraceAnalysis.Of([trace]).Ranks.ShouldHaveSingleItem();
        times.KernelSpan.ShouldBe(660_551_005);
        times.KernelSum.ShouldBe(162_532_340);
        times.KernelBusy.ShouldBe(155_215_315);
        times.Communication.ShouldBe(46_876_493);
        times.Compute.ShouldBe(115_655_847);
        times.Overlap.ShouldBe(7_317_025);
        times.KernelStreams.ShouldBe(2);
        times.OverlapShare!.Value.ShouldBe(7_317_025 / 46_876_493.0, 1e-12);
    }

    [SharedFact]
    public void Other_tools_numbers_are_theirs_to_all_digits()
    {
        var others = TraceAnalysis.Of([Read()]).OtherDefinitions;
        double Value(string metric) => others.First(o => o.Metric == metric).Value!.Value;
        Value("comm_overhead").ShouldBe(7.09657432131225, 1e-10);
        Value("coll_call_num").ShouldBe(21);
        Value("comm_comp_overlap").ShouldBe(4.179847669065175, 1e-10);
        Value("communication_fraction").ShouldBe(28.841332746455258, 1e-10);
        Value("compute_comm_overlap").ShouldBe(100 * 7_317_025 / 46_876_493.0, 1e-10);
        others.Last(o => o.Metric == "coll_call_num").Value.ShouldBe(0, "its kernels have NCCL's older names");
    }

    [SharedFact]
    public void Collectives_are_told_apart_and_one_rank_alone_is_not_paired()
    {
        var analysis = TraceAnalysis.Of([Read()]);
        analysis
            .Collectives.Select(c => (c.Kind, c.CallsByRank[0]))
            .ShouldBe([(CollectiveKind.AllReduce, 15L), (CollectiveKind.Broadcast, 6L)]);
        analysis.Collectives[0].Problem.ShouldNotBeNull().ShouldContain("one rank");
        analysis.Remarks.ShouldContain("The traces are of 1 of 2 ranks; missing: 1.");
        analysis.Steps[0].Select(s => s.Name).ShouldBe(["ProfilerStep#4", "ProfilerStep#5", "ProfilerStep#6"]);
    }

    private static GpuTrace Read() => TraceFiles.Read(SharedData.Path("data/traces/nccl_data.json.gz")).Traces[0];
}
