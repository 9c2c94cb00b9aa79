using Refigure.Load.Measuring;

namespace Refigure.Tests.Load.Measuring;

public sealed class BottleneckRuleTests
{
    private readonly ClientNumbers _quiet = new()
    {
        Seconds = 10,
        LagP99 = 0.001,
        TtftP50 = 0.1,
        ProcessorSeconds = 2,
        LoopSeconds = 1,
        Cores = 2,
        PauseSeconds = 0.05,
        Events = 1000,
        Bytes = 100_000,
    };

    [Fact]
    public void A_quiet_client_is_no_bottleneck() => BottleneckRule.Judge(_quiet).ShouldBeEmpty();

    [Fact]
    public void Lag_is_judged_by_5_ms_or_a_twentieth_of_the_TTFT_whichever_is_more()
    {
        BottleneckRule
            .Judge(_quiet with { LagP99 = 0.0062 })
            .ShouldHaveSingleItem()
            .ShouldContain("its scheduling lag (99th percentile) 6.2 ms, 5.0 ms at most are allowed");
        BottleneckRule.Judge(_quiet with { LagP99 = 0.0062, TtftP50 = 0.2 }).ShouldBeEmpty();
    }

    [Fact]
    public void A_busy_thread_a_busy_process_and_long_pauses_are_bottlenecks()
    {
        BottleneckRule.Judge(_quiet with { LoopSeconds = 9.1 }).ShouldHaveSingleItem().ShouldContain("91.0 %");
        BottleneckRule.Judge(_quiet with { ProcessorSeconds = 19 }).ShouldHaveSingleItem().ShouldContain("95.0 %");
        BottleneckRule.Judge(_quiet with { PauseSeconds = 0.3 }).ShouldHaveSingleItem().ShouldContain("3.0 %");
    }

    [Fact]
    public void What_the_system_does_not_say_is_not_judged_and_not_reported()
    {
        var unknown = _quiet with { LoopSeconds = null, LagP99 = null };

        BottleneckRule.Judge(unknown).ShouldBeEmpty();
        unknown.Reported().ShouldNotContainKey("client_lag_p99");
        unknown.Reported()["client_cpu_share"].ShouldBe(0.1);
        unknown.Reported()["client_events_per_second"].ShouldBe(100);
    }
}
