using Refigure.Figures;
using Refigure.Figures.Traces;
using Refigure.Testing;
using Refigure.Tests.Figures.Serving;
using Refigure.Tests.Traces;
using Refigure.Traces;
using Refigure.Traces.Analysis;

namespace Refigure.Tests.Figures.Traces;

/// <summary>Figure 20.</summary>
public sealed class KernelTimelineTests
{
    [Fact]
    public void Kernels_come_by_their_time_with_class_share_and_calls()
    {
        var data = Runs(MadeTraces.Decode(2)).Compute(20);

        var kernels = data.Marks.Where(m => m.Panel == KernelTimeline.Kernels).ToArray();
        kernels[0]
            .ShouldBe(
                kernels[0] with
                {
                    Series = "GEMM",
                    Label = MadeTraces.Gemm,
                    X = "1",
                    Y = 0.1845,
                    N = 18,
                    Unit = "ms",
                }
            );
        kernels.Select(k => k.Series).ShouldContain("attention");
        var shares = data.Marks.Where(m => m.Panel == KernelTimeline.Shares).ToArray();
        shares.Select(s => s.Label).ShouldBe(kernels.Select(k => k.Label));
        shares.Sum(s => s.Y ?? 0).ShouldBe(100, 1e-9);
    }

    [Fact]
    public void The_all_reduce_is_split_into_waiting_for_the_last_rank_and_the_rest()
    {
        var data = Runs(MadeTraces.Decode(2)).Compute(20);

        Parts(data)
            .ShouldBe([
                ("rank 0", "waiting", "0", 1.5),
                ("rank 0", "communicating", "1.5", 4),
                ("rank 1", "waiting", "1.5", 0),
                ("rank 1", "communicating", "1.5", 4),
            ]);
        data.Marks.Single(m => m.Series == AllReduceMarks.Which)
            .Label.ShouldBe("All-reduce 5 of 9 of each rank, that of median duration");
        data.Findings.Single(f => f.Kind == "all-reduce-waiting")
            .Message.ShouldStartWith("Of the 0.09 ms in all-reduces, over all ranks, 0.01 ms are waiting");
    }

    [Fact]
    public void The_timeline_has_what_runs_near_the_all_reduce_and_nothing_else()
    {
        var data = Runs(MadeTraces.Decode(2)).Compute(20);

        var (from, to) = (Number(data, AllReduceMarks.From), Number(data, AllReduceMarks.To));
        (from, to).ShouldBe((-22, 27.5));
        var marks = data.Marks.Where(m => m.Panel == AllReduceMarks.Timeline).ToArray();
        marks.ShouldAllBe(m => Position(m) < to && Position(m) + m.Y > from);
        marks.Select(m => m.Series).Distinct().ShouldBe(["rank 0, stream 7", "rank 1, stream 7"]);
        marks.Count(m => m.Label == "communication: vllm::cross_device_reduce_1stage").ShouldBe(2);
    }

    [Fact]
    public void Two_gpus_with_graphs_come_first_and_the_others_are_named()
    {
        var runs = Runs(MadeTraces.Decode(4), "tp4");
        Add(runs, MadeTraces.Decode(2, hasGraphs: false), "tp2-eager");
        Add(runs, MadeTraces.Decode(2), "tp2");
        Add(runs, MadeTraces.Decode(1), "tp1");

        var data = runs.Compute(20);

        ServingRuns
            .Words(data, "trace-shown")
            .ShouldBe([
                "Shown are the traces of tp2 (2 GPUs, with CUDA graphs); there are also those of tp1 (1 GPU, with CUDA graphs), tp2-eager (2 GPUs, without CUDA graphs), tp4 (4 GPUs, with CUDA graphs).",
            ]);
    }

    [Fact]
    public void One_gpu_has_kernels_and_no_timeline()
    {
        var data = Runs(MadeTraces.Decode(1)).Compute(20);

        data.Marks.ShouldContain(m => m.Panel == KernelTimeline.Kernels);
        data.Marks.ShouldNotContain(m => m.Panel == AllReduceMarks.Timeline);
        ServingRuns.Words(data, "no-all-reduce").Single().ShouldContain("one GPU alone");
    }

    [Fact]
    public void Runs_without_traces_say_what_is_needed()
    {
        var outcome = new ServingRuns().Add("tp-profile", "tp2").Outcome(20);

        outcome
            .WhyNot.ShouldNotBeNull()
            .ShouldStartWith("Figure 20 needs a run with traces that have kernels (trace/,");
    }

    [SharedFact]
    public void The_traces_of_the_lab_show_the_median_all_reduce_of_132()
    {
        var set = LabTraces.Read("graph");

        var data = Runs(new ProfiledRun(set, TraceAnalysis.Of(set.Traces))).Compute(20);

        data.Marks.First(m => m.Panel == KernelTimeline.Kernels).Label.ShouldBe("vllm::cross_device_reduce_1stage");
        data.Marks.First(m => m.Panel == KernelTimeline.Kernels).Y.ShouldBe(2.411309);
        data.Marks.First(m => m.Panel == KernelTimeline.Shares).Y.ShouldNotBeNull().ShouldBe(25.502019, 1e-6);
        Parts(data)
            .ShouldBe([
                ("rank 0", "waiting", "0", 0.613),
                ("rank 0", "communicating", "0.613", 3.514),
                ("rank 1", "waiting", "0.613", 0),
                ("rank 1", "communicating", "0.613", 3.936),
            ]);
        ServingRuns.Words(data, "trace").ShouldNotContain(w => w.Contains("async_llm"));
    }

    private static (string, string, string, double?)[] Parts(FigureData data) =>
        [.. data.Marks.Where(m => m.Panel == AllReduceMarks.Parts).Select(m => (m.Series, m.Label, m.X, m.Y))];

    private static double Number(FigureData data, string kind) =>
        data.Marks.Single(m => m.Panel == Panels.Annotations && m.Series == kind).Y!.Value;

    private static double Position(FigureMark mark) =>
        double.Parse(mark.X, System.Globalization.CultureInfo.InvariantCulture);

    private static ServingRuns Runs(ProfiledRun trace, string name = "tp2") => Add(new ServingRuns(), trace, name);

    private static ServingRuns Add(ServingRuns runs, ProfiledRun trace, string name) =>
        runs.Add("tp-profile", name, trace: trace);
}
