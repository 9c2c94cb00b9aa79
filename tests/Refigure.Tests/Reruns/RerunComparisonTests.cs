using System.Collections.Immutable;
using Refigure.Reruns;
using Refigure.Results;

namespace Refigure.Tests.Reruns;

public sealed class RerunComparisonTests
{
    [Fact]
    public void A_case_that_got_slower_fails_by_its_whole_start_and_shows_the_phase()
    {
        var compared = RerunComparison.Of(
            Runs("cpu", (1.00, 0.10), (1.01, 0.11), (0.99, 0.10)),
            Runs("cpu", (1.50, 0.60), (1.51, 0.61), (1.49, 0.60)),
            ["load_weights"],
            0.05
        );

        compared
            .Select(c => (c.Metric, c.Decides, c.Verdict))
            .ShouldBe([("load_weights", false, Change.Slower), ("actual_total_time", true, Change.Slower)]);
        RerunJUnit
            .Of(compared, [])
            .Descendants("failure")
            .Single()
            .Attribute("message")!
            .Value.ShouldStartWith("slower: +50.0 %");
        RerunMarkdown
            .Of(compared, 0.05)
            .ShouldContain(
                "| x | c | warm | **actual_total_time** | 1.0000 ± 0.0058 (n = 3) | 1.5000 ± 0.0058 (n = 3) | +50.0 % ("
            );
    }

    [Fact]
    public void The_same_times_are_the_same_and_pass()
    {
        var runs = Runs("cpu", (1.00, 0.10), (1.01, 0.11), (0.99, 0.10));

        var compared = RerunComparison.Of(runs, runs, [], 0.05);

        compared.Single().Verdict.ShouldBe(Change.Same);
        RerunJUnit.Of(compared, []).Descendants("testsuite").Single().Attribute("failures")!.Value.ShouldBe("0");
    }

    [Fact]
    public void A_baseline_of_another_processor_decides_nothing()
    {
        var compared = RerunComparison.Of(
            Runs("slow", (9, 9), (9.1, 9), (9, 9)),
            Runs("fast", (1, 1), (1.1, 1), (1, 1)),
            [],
            0.05
        );

        compared.Single().Verdict.ShouldBe(Change.CannotTell);
        compared
            .Single()
            .Why.ShouldBe("the baseline was measured on another processor (slow, 2 cores; this is fast, 2 cores)");
        RerunJUnit.Of(compared, []).Descendants("skipped").Count().ShouldBe(1);
    }

    [Fact]
    public void A_case_that_the_baseline_lacks_and_invalid_runs_decide_nothing()
    {
        var now = Runs("cpu", (1, 1), (1, 1));

        RerunComparison.Of([], now, [], 0.05).Single().Why.ShouldBe("the baseline has no such case");
        RerunComparison
            .Of([.. now.Select(r => r with { Record = r.Record with { Valid = false } })], now, [], 0.05)
            .Single()
            .Verdict.ShouldBe(Change.CannotTell);
    }

    [Fact]
    public void Failed_runs_are_errors_whose_messages_fit_into_xml()
    {
        var xml = RerunJUnit.Of([], [("x c warm-1", "it fell\u0007 | <here>")]).ToString();

        xml.ShouldContain("<error message=\"it fell  | &lt;here&gt;\" />");
        xml.ShouldContain("errors=\"1\"");
    }

    private static ImmutableArray<MeasuredRun> Runs(string cpu, params (double Whole, double Weights)[] values) =>
        [
            .. values.Select(
                (v, i) =>
                    new MeasuredRun(
                        new RunRecord
                        {
                            Identity = new RunIdentity("x", "here", "c", CacheState.Warm, i + 1),
                            Hash = "",
                            Files = [],
                            Profile = "smoke",
                            Engine = "llamacpp",
                            Model = "m",
                            NodeFacts = ImmutableSortedDictionary<string, string>
                                .Empty.Add("cpu", cpu)
                                .Add("cores", "2"),
                        },
                        "",
                        null,
                        [
                            new Measurement("actual_total_time", v.Whole, "s", "engine.log:1"),
                            new Measurement("load_weights", v.Weights, "s", "engine.log:2"),
                        ]
                    )
            ),
        ];
}
