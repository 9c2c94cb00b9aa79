using System.Diagnostics;
using Refigure.Load.Streams;

namespace Refigure.Tests.Load.Streams;

public sealed class ReadPaceTests
{
    private static readonly long Window = Stopwatch.Frequency / 100;
    private readonly ReadPace _pace = new();
    private long _now = Stopwatch.Frequency;

    [Fact]
    public void A_thousand_streams_of_twenty_tokens_a_second_are_read_at_once()
    {
        Windows(10, reads: 200, tokensEach: 1).ShouldBe(0);
    }

    [Fact]
    public void Faster_ones_are_read_at_a_pace_that_grows_to_seven_tenths_of_a_millisecond_as_long_as_reads_find_few_tokens()
    {
        Windows(1, reads: 1000, tokensEach: 1).ShouldBe(0.2, 1e-9);
        Windows(1, reads: 1000, tokensEach: 1).ShouldBe(0.3, 1e-9);
        Windows(9, reads: 1000, tokensEach: 1).ShouldBe(0.7, 1e-9);
    }

    [Fact]
    public void Where_waiting_brings_several_tokens_a_read_it_waits_longer_until_there_are_enough()
    {
        Windows(10, reads: 1000, tokensEach: 1);

        Windows(1, reads: 500, tokensEach: 2).ShouldBe(1.05, 1e-9);
        Windows(5, reads: 500, tokensEach: 2).ShouldBe(2.5, 1e-9);
        Windows(5, reads: 200, tokensEach: 5).ShouldBe(2.5, 1e-9);
    }

    [Fact]
    public void Where_it_no_longer_brings_more_it_waits_less()
    {
        Windows(10, reads: 1000, tokensEach: 1);
        Windows(5, reads: 500, tokensEach: 2);

        Windows(1, reads: 1000, tokensEach: 1).ShouldBe(2, 1e-9);
        Windows(10, reads: 1000, tokensEach: 1).ShouldBe(0.7, 1e-9);
    }

    [Fact]
    public void Reads_that_find_many_tokens_bring_the_pace_back_to_a_fifth()
    {
        Windows(10, reads: 1000, tokensEach: 1);

        Windows(10, reads: 1000, tokensEach: 16).ShouldBe(0.2, 1e-9);
    }

    [Fact]
    public void A_moment_without_processor_does_not_end_it_and_a_slow_load_does()
    {
        Windows(10, reads: 1000, tokensEach: 1);

        Windows(1, reads: 10, tokensEach: 1).ShouldBe(0.56, 1e-9);
        Windows(10, reads: 10, tokensEach: 1).ShouldBe(0);
    }

    [Fact]
    public void The_long_waits_that_make_few_reads_do_not_end_themselves()
    {
        Windows(10, reads: 1000, tokensEach: 1);

        Windows(10, reads: 200, tokensEach: 5).ShouldBe(0.7, 1e-9);
    }

    // The pause after so many windows of so many reads, in milliseconds.
    private double Windows(int count, int reads, int tokensEach)
    {
        var pause = 0L;
        for (var i = 0; i < count; i++)
        {
            _pace.Pause(_now);
            for (var read = 0; read < reads; read++)
            {
                _pace.Count(tokensEach);
            }

            _now += Window;
            pause = _pace.Pause(_now);
        }

        return pause * 1e3 / Stopwatch.Frequency;
    }
}
