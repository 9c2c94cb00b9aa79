using System.Globalization;
using Refigure.Figures;
using Refigure.Serving;

namespace Refigure.Tests.Figures.Serving;

/// <summary>Figures 28 and 29.</summary>
public sealed class SampleTimelineTests
{
    private const double Gib = 1 << 30;

    [Fact]
    public void Kv_cache_usage_is_over_the_time_of_the_load_with_its_peak()
    {
        var data = new ServingRuns()
            .Add(
                "memory-over-time",
                "c64",
                Load(64, offset: 1),
                samples: Usage(
                    30,
                    at =>
                        at == 1.5 ? "0.83"
                        : at < 0.5 ? ""
                        : "0.5"
                )
            )
            .Compute(28);

        var points = ServingRuns.Points(data);
        points.Length.ShouldBe(25);
        (points[0].X, points[0].Y, points[0].Unit).ShouldBe(("-0.5", 50, "%"));
        var peak = data.Marks.Single(m => m.Series == "peak");
        (peak.Label, peak.X, peak.Y).ShouldBe(("Peak: 83 % at 0.5 s", "0.5", 83));
        data.Marks.ShouldContain(m => m.Series == "load_start" && m.X == "0");
        Axis(data).ShouldBe("Time since the load's start (s)");
        peak.Sources.ShouldHaveSingleItem()
            .Measurement.Source.ShouldBe("memory-over-time/h200/c64/warm-1/samples.csv:17");
    }

    [Fact]
    public void Of_each_setting_the_run_with_the_most_requests_at_a_time_is_shown()
    {
        var data = new ServingRuns()
            .Add("memory-over-time", "c1", Load(1, offset: 0), samples: Usage(5, _ => "0.1"))
            .Add("memory-over-time", "c64", Load(64, offset: 0), samples: Usage(5, _ => "0.6"))
            .Add("memory-over-time", "c128", Load(128, offset: 0))
            .Compute(28);

        ServingRuns.Points(data).ShouldAllBe(m => m.Y == 60 && m.Series == "vLLM");
        ServingRuns.Words(data, "run-chosen").ShouldBe(["Shown is the run with the most requests at a time: 64."]);
    }

    [Fact]
    public void Engines_are_lines_of_their_own()
    {
        var data = new ServingRuns()
            .Add("memory-over-time", "t", Load(8), samples: Usage(5, _ => "0.2"), engine: "transformers")
            .Add("memory-over-time", "v", Load(8), samples: Usage(5, _ => "0.6"))
            .Compute(28);

        ServingRuns.Points(data).Select(m => m.Series).Distinct().ShouldBe(["vLLM", "Transformers"]);
        data.Marks.Where(m => m.Series == "peak")
            .Select(m => m.Label)
            .ShouldBe(["vLLM: peak 60 % at 0 s", "Transformers: peak 20 % at 0 s"]);
        Axis(data).ShouldBe("Time since the engine's start (s)");
    }

    [Fact]
    public void Memory_of_several_gpus_is_added_and_missing_where_one_is()
    {
        var table = ServingRuns.Table(
            "gpu0_memory_bytes,gpu1_memory_bytes,memory_bytes",
            4,
            at => $"{Bytes(2)},{(at == 0.2 ? "" : Bytes(3))},{Bytes(1)}"
        );

        var data = new ServingRuns().Add("memory-over-time", "a", Load(8), samples: table).Compute(29);

        ServingRuns.Points(data).Select(m => m.Y).ShouldBe([5, 5, null, 5]);
        data.Marks.Single(m => m.Series == Annotation.Axis).Label.ShouldBe("GPU memory in use (GiB)");
        ServingRuns.Points(data)[0].Sources.Length.ShouldBe(2);
    }

    [Fact]
    public void Without_a_gpu_it_is_the_memory_of_the_processes_and_labelled_so()
    {
        var data = new ServingRuns("smoke")
            .Add(
                "memory-over-time",
                "a",
                Load(8),
                samples: ServingRuns.Table("memory_bytes", 3, _ => Bytes(0.5)),
                engine: "llamacpp",
                gpu: null
            )
            .Compute(29);

        ServingRuns.Points(data).Select(m => m.Y).ShouldBe([0.5, 0.5, 0.5]);
        data.Marks.Single(m => m.Series == Annotation.Axis).Label.ShouldBe("Memory of the engine's processes (GiB)");
        ServingRuns.Words(data, "labels").ShouldHaveSingleItem().ShouldContain("no samples of a GPU");
    }

    [Fact]
    public void Many_samples_are_thinned_without_losing_the_peak()
    {
        var data = new ServingRuns()
            .Add("memory-over-time", "a", Load(8, offset: 0), samples: Usage(5000, at => at == 123.4 ? "0.99" : "0.5"))
            .Compute(28);

        var points = ServingRuns.Points(data);
        points.Length.ShouldBeLessThanOrEqualTo(1000);
        points.Max(m => m.Y).ShouldBe(99);
        ServingRuns.Words(data, "thinned").ShouldBe(["vLLM: each point is the highest of 5 samples."]);
    }

    [Fact]
    public void Without_samples_it_is_said_what_is_missing() =>
        new ServingRuns()
            .Add("memory-over-time", "a", Load(8), samples: ServingRuns.Table("memory_bytes", 3, _ => "1"))
            .Outcome(28)
            .WhyNot.ShouldNotBeNull()
            .ShouldStartWith(
                "Figure 28 needs runs with samples of KV-cache usage (samples.csv, column kv_cache_usage), and no valid run has them"
            );

    private static LoadFacts Load(int concurrency, double? offset = null) =>
        ServingRuns.Load(concurrency) with
        {
            SamplesOffset = offset,
        };

    private static string Usage(int rows, Func<double, string> usage) =>
        ServingRuns.Table("kv_cache_usage", rows, usage);

    private static string Bytes(double gib) => ((long)(gib * Gib)).ToString(CultureInfo.InvariantCulture);

    private static string Axis(FigureData data) => data.Marks.Single(m => m.Series == Annotation.LoadAxis).Label;
}
