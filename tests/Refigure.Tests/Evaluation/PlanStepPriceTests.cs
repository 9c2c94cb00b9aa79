using System.Collections.Immutable;
using Refigure.Catalog;
using Refigure.Evaluation;
using Refigure.Planning;
using Refigure.Results;

namespace Refigure.Tests.Evaluation;

public sealed class PlanStepPriceTests
{
    private readonly HashSet<string> _counted = new(StringComparer.Ordinal);

    [Fact]
    public void Runs_that_are_to_be_made_take_their_estimates_and_a_moment_each()
    {
        var plan = Plan(Run(1, 10), Run(2, 10), Run(3, 10, RunDecision.Have));

        var price = PlanStepPrice.Of(plan, _counted, drawn: 500);

        price.Time.ShouldBe(TimeSpan.FromSeconds(20.8));
        price.Bytes.ShouldBe(1500);
        price.Note.ShouldBe("2 runs");
    }

    [Fact]
    public void An_environment_and_a_model_are_paid_once_by_the_first_step_that_needs_them()
    {
        var plan = Plan(Run(1, 1)) with
        {
            Environments = ImmutableSortedDictionary<string, long>.Empty.Add("llamacpp", 40_000_000),
            Models = ImmutableSortedDictionary<string, long>.Empty.Add("synthetic-60m", 150_000_000),
        };

        var first = PlanStepPrice.Of(plan, _counted, 0);
        var second = PlanStepPrice.Of(plan, _counted, 0);

        first.Bytes.ShouldBe(190_001_000);
        first.Time.ShouldBe(TimeSpan.FromSeconds(1.4 + 2 + 1));
        second.Bytes.ShouldBe(1000);
        second.Time.ShouldBe(TimeSpan.FromSeconds(1.4));
    }

    [Fact]
    public void Where_nobody_knows_the_time_is_missing_and_not_0()
    {
        PlanStepPrice.Of(Plan(Run(1, null)), _counted, 0).Time.ShouldBeNull();

        var some = PlanStepPrice.Of(Plan(Run(1, null), Run(2, 5)), _counted, 0);
        some.Time.ShouldBe(TimeSpan.FromSeconds(5.8));
        some.Note.ShouldBe("2 runs, 1 of which nobody knows how long they take");
    }

    [Fact]
    public void With_every_run_there_it_costs_the_drawing_alone()
    {
        var price = PlanStepPrice.Of(Plan(Run(1, 10, RunDecision.Have)) with { RunsDisk = 0 }, _counted, 500);

        price.ShouldBe(new StepPrice(TimeSpan.Zero, 500, "every run is there"));
    }

    private static Plan Plan(params ImmutableArray<PlannedRun> runs) =>
        new(
            runs,
            ImmutableSortedDictionary<string, long>.Empty,
            ImmutableSortedDictionary<string, long>.Empty,
            RunsDisk: 1000
        );

    private static PlannedRun Run(int iteration, double? seconds, RunDecision decision = RunDecision.Missing) =>
        new(
            new RunIdentity("x", "here", "c", CacheState.Warm, iteration),
            "smoke",
            new CaseSpec
            {
                Name = "c",
                Model = "synthetic-60m",
                Environment = "llamacpp",
                Caches = [new CacheIterations(CacheState.Warm, 3)],
            },
            new RunInputs(ImmutableSortedDictionary<string, string>.Empty),
            decision,
            [],
            seconds is { } known ? TimeSpan.FromSeconds(known) : null
        );
}
