using System.Diagnostics;
using Refigure.Load.Arrivals;

namespace Refigure.Tests.Load.Arrivals;

public sealed class ScheduleTests
{
    private static readonly long Second = Stopwatch.Frequency;

    [Fact]
    public void Streams_of_a_closed_loop_start_over_the_ramp_and_again_when_they_have_ended()
    {
        var loop = new ClosedLoop(2, TimeSpan.FromSeconds(4));
        loop.Begin(0);

        loop.TryTake(0, out var first).ShouldBeTrue();
        loop.TryTake(Second, out _).ShouldBeFalse();
        loop.NextDue.ShouldBe(2 * Second);
        loop.Ended(first.Slot, Second, failed: false);
        loop.TryTake(Second, out var again).ShouldBeTrue();

        again.ShouldBe(new Start(first.Slot, Second, Second));
    }

    [Fact]
    public void A_stream_waits_longer_after_each_failure()
    {
        var loop = new ClosedLoop(1, TimeSpan.Zero);
        loop.Begin(0);
        var waits = new List<long>();
        var now = 0L;
        for (var i = 0; i < 8; i++)
        {
            loop.TryTake(now, out _).ShouldBeTrue();
            loop.Ended(0, now, failed: true);
            waits.Add(loop.NextDue - now);
            now = loop.NextDue;
        }

        waits.ShouldBeInOrder(SortDirection.Ascending);
        waits[0].ShouldBe(Second / 50);
        waits[^1].ShouldBe(Second);
    }

    [Fact]
    public void An_open_loop_at_its_limit_waits_and_knows_since_when_it_could_have_started()
    {
        var loop = new OpenLoop(
            new double[] { 0, 1, 9 }
                .AsEnumerable()
                .GetEnumerator(),
            most: 1
        );
        loop.Begin(0);
        loop.TryTake(0, out _).ShouldBeTrue();

        loop.NextDue.ShouldBe(long.MaxValue);
        loop.Ended(0, 3 * Second, failed: false);
        loop.TryTake(3 * Second, out var late).ShouldBeTrue();

        late.ShouldBe(new Start(0, Second, 3 * Second));
    }
}
