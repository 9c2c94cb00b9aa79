using System.Globalization;
using Refigure.Nodes.Gpus;
using Refigure.Testing;

namespace Refigure.Tests.Nodes.Gpus;

public sealed class GpuSampleReaderTests
{
    private const string Header = "timestamp, index, memory.used [MiB]";
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [SharedFact]
    public void The_samples_of_an_H200_are_read_row_by_row()
    {
        var reader = new GpuSampleReader();
        var samples = new List<GpuSample>();
        var arrival = TimeSpan.Zero;
        foreach (var line in File.ReadLines(SharedData.Path("data/lab/h200/serve-tp1/nvidia-smi.csv")))
        {
            arrival += TimeSpan.FromMilliseconds(1);
            if (reader.Read(line, arrival) is { } sample)
            {
                samples.Add(sample);
            }
        }

        samples.Count.ShouldBe(1196);
        samples.Count(s => s.Reasons == 0).ShouldBe(586);
        samples.Count(s => s.Reasons == 1).ShouldBe(598);
        samples.Count(s => s.Reasons == 4).ShouldBe(12);
        var first = samples[0];
        (
            first.Gpu,
            first.UsedBytes,
            first.Use,
            first.Clock,
            first.MemoryClock,
            first.Temperature,
            first.Power
        ).ShouldBe((0, 133433L << 20, 0, 1980, 3201, 35, 124.48));
        ThrottleRule.Judge(samples).ShouldBeEmpty();
        ThrottleRule.Limits(4).ShouldBe(["power cap"]);
    }

    [Fact]
    public void Lines_that_arrive_late_are_placed_by_their_stamps()
    {
        var reader = new GpuSampleReader();
        _ = reader.Read(Header, default);

        Read(reader, "10:00:00.000", 5).ShouldBe(5);
        Read(reader, "10:00:00.100", 7).ShouldBe(5.1, 1e-9);
        Read(reader, "10:00:00.200", 7).ShouldBe(5.2, 1e-9);
    }

    [Fact]
    public void No_sample_is_placed_after_its_arrival()
    {
        var reader = new GpuSampleReader();
        _ = reader.Read(Header, default);

        Read(reader, "10:00:00.000", 5).ShouldBe(5);
        Read(reader, "10:00:01.000", 5.8).ShouldBe(5.8, 1e-9);
        Read(reader, "10:00:02.000", 7).ShouldBe(6.8, 1e-9);
    }

    [Fact]
    public void A_wall_clock_that_is_set_back_moves_nothing()
    {
        var reader = new GpuSampleReader();
        _ = reader.Read(Header, default);

        Read(reader, "10:00:00.000", 5).ShouldBe(5);
        Read(reader, "09:00:00.100", 5.1).ShouldBe(5.1, 1e-9);
        Read(reader, "09:00:00.200", 5.2).ShouldBe(5.2, 1e-9);
    }

    [Fact]
    public void Without_a_stamp_the_arrival_counts_and_other_lines_are_passed_over()
    {
        var reader = new GpuSampleReader();
        reader.Read("0, 1, 2", Second).ShouldBeNull();
        reader.Read(Header, Second).ShouldBeNull();
        reader
            .Read("[N/A], 0, 12", Second)!
            .ShouldBe(new GpuSample(Second, 0, 12L << 20, null, null, null, null, null, null));
        reader.Read("2026/11/22 10:00:00.000, 0", Second).ShouldBeNull();
        reader.Read("Unable to determine the device handle for GPU", Second).ShouldBeNull();
        reader.Read("2026/11/22 10:00:00.000, 0, [Unknown Error]", Second)!.UsedBytes.ShouldBeNull();
    }

    private static double Read(GpuSampleReader reader, string time, double arrival) =>
        reader
            .Read(
                string.Create(CultureInfo.InvariantCulture, $"2026/11/22 {time}, 0, 4"),
                TimeSpan.FromSeconds(arrival)
            )!
            .At.TotalSeconds;
}
