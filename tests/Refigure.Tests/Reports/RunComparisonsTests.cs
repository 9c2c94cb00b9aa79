using System.Collections.Immutable;
using Refigure.Reports;
using Refigure.Reports.Comparisons;
using Refigure.Reruns;
using Refigure.Results;

namespace Refigure.Tests.Reports;

public sealed class RunComparisonsTests
{
    [Fact]
    public void Two_nodes_that_ran_the_same_case_are_compared_by_the_interval_of_the_difference()
    {
        ImmutableArray<MeasuredRun> runs =
        [
            .. new[] { 10.0, 10.1, 9.9 }.Select((s, i) => ReportRuns.Of("n1", i + 1, ("actual_total_time", s))),
            .. new[] { 5.0, 5.1, 4.9 }.Select((s, i) => ReportRuns.Of("n2", i + 1, ("actual_total_time", s))),
        ];

        var compared = RunComparisons.Within(runs).ShouldHaveSingleItem();

        (compared.First, compared.Second, compared.Unpaired).ShouldBe(("n1", "n2", 0));
        var pair = compared.Pairs.ShouldHaveSingleItem();
        pair.Verdict.ShouldBe(Change.Faster);
        pair.Numbers.Relative.ShouldBe(-0.5, 1e-12);
        compared.Remarks.ShouldHaveSingleItem().ShouldContain("differ in gpu");
    }

    [Fact]
    public void Of_a_rate_more_is_faster()
    {
        ImmutableArray<MeasuredRun> before = [.. Three("n1", 100)];
        ImmutableArray<MeasuredRun> now = [.. Three("n1", 200)];

        var pair = RunComparisons.Against(before, now, "last week").Pairs.ShouldHaveSingleItem();

        pair.Verdict.ShouldBe(Change.Faster);
        pair.Numbers.Relative.ShouldBe(100.0 / 102, 1e-12);

        static IEnumerable<MeasuredRun> Three(string node, double rate) =>
            Enumerable.Range(1, 3).Select(i => ReportRuns.Of(node, i, ("output_throughput", rate + i)));
    }

    [Fact]
    public void Single_loads_are_compared_by_the_intervals_over_their_requests()
    {
        var before = ReportRuns.Of("n1", 1, ("ttft_mean", 2), ("ttft_mean_low", 1.9), ("ttft_mean_high", 2.1));
        var now = ReportRuns.Of("n1", 1, ("ttft_mean", 3), ("ttft_mean_low", 2.9), ("ttft_mean_high", 3.1));

        var pair = RunComparisons.Against([before], [now], "before").Pairs.ShouldHaveSingleItem();

        pair.IsWithinRuns.ShouldBeTrue();
        pair.Verdict.ShouldBe(Change.Slower);
        // Half widths of 0.1 each: the root of 0.02, over the mean of 2.
        (pair.Numbers.High - pair.Numbers.Relative)
            .ShouldNotBeNull()
            .ShouldBe(Math.Sqrt(0.02) / 2, 1e-12);
    }

    [Fact]
    public void One_value_a_side_cannot_tell_and_invalid_runs_do_not_count()
    {
        var before = ReportRuns.Of("n1", 1, ("load_weights", 2));
        var now = ReportRuns.Of("n1", 1, ("load_weights", 3));
        var invalid = now with { Record = now.Record with { Valid = false } };

        RunComparisons.Against([before], [now], "before").Pairs.Single().Verdict.ShouldBe(Change.CannotTell);
        var without = RunComparisons.Against([before], [invalid], "before");
        (without.Pairs.Length, without.Unpaired).ShouldBe((0, 1));
    }

    [Fact]
    public void Facts_that_differ_between_nodes_are_marked_and_what_nobody_says_is_no_difference()
    {
        var table = NodeTable.Of([ReportRuns.Of("n1", 1), ReportRuns.Of("n2", 1)]);

        table.Nodes.ShouldBe(["n1", "n2"]);
        var gpu = table.Facts.ShouldHaveSingleItem();
        (gpu.Name, gpu.Differs).ShouldBe(("gpu", true));
        new NodeFact(
            "os",
            [
                ["Debian"],
                [],
            ]
        ).Differs.ShouldBeFalse();
    }
}
