using System.Collections.Immutable;
using Refigure.Catalog;
using Refigure.Planning;
using Refigure.Results;
using Refigure.Running;

namespace Refigure.Tests.Running;

public sealed class RunSequenceTests
{
    [Fact]
    public void The_studys_order_takes_state_by_state_and_iteration_by_iteration_all_cases() =>
        Names(RunSequence.Of(Runs(), RunOrder.Study))
            .ShouldBe([
                "a/cold-1",
                "b/cold-1",
                "c/cold-1",
                "a/warm-1",
                "b/warm-1",
                "c/warm-1",
                "a/warm-2",
                "b/warm-2",
                "c/warm-2",
            ]);

    [Fact]
    public void Interleaving_mixes_cases_and_states_but_never_iterations()
    {
        var mixed = RunSequence.Of(Runs(), RunOrder.Interleaved);

        mixed.Select(r => r.Identity.Iteration).ShouldBe([1, 1, 1, 1, 1, 1, 2, 2, 2]);
        Names(mixed).ShouldBe(Names(Runs()), ignoreOrder: true);
        mixed.Take(6).Select(r => r.Identity.Cache).ShouldNotBe(Runs().Take(6).Select(r => r.Identity.Cache));
    }

    [Fact]
    public void The_same_seed_gives_the_same_sequence_and_another_seed_another()
    {
        Names(RunSequence.Of(Runs(), RunOrder.Interleaved, 7))
            .ShouldBe(Names(RunSequence.Of(Runs(), RunOrder.Interleaved, 7)));
        Enumerable
            .Range(1, 20)
            .Select(seed => string.Join(' ', Names(RunSequence.Of(Runs(), RunOrder.Interleaved, seed))))
            .Distinct()
            .Count()
            .ShouldBeGreaterThan(15);
    }

    [Fact]
    public void No_runs_give_no_sequence() => RunSequence.Of([], RunOrder.Interleaved).ShouldBeEmpty();

    private static IEnumerable<string> Names(IEnumerable<PlannedRun> runs) =>
        runs.Select(r => $"{r.Identity.Case}/{r.Identity.Cache.Word()}-{r.Identity.Iteration}");

    private static ImmutableArray<PlannedRun> Runs() =>
        [
            .. new[] { "a", "b", "c" }.SelectMany(name =>
                new[] { Run(name, CacheState.Cold, 1), Run(name, CacheState.Warm, 1), Run(name, CacheState.Warm, 2) }
            ),
        ];

    private static PlannedRun Run(string name, CacheState cache, int iteration) =>
        new(
            new RunIdentity("experiment", "node", name, cache, iteration),
            "smoke",
            new CaseSpec
            {
                Name = name,
                Model = "model",
                Environment = "environment",
                Caches = [],
            },
            new RunInputs(ImmutableSortedDictionary<string, string>.Empty),
            RunDecision.Missing,
            [],
            null
        );
}
