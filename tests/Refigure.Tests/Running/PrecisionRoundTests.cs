using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Refigure.Catalog;
using Refigure.Planning;
using Refigure.Results;
using Refigure.Running;

namespace Refigure.Tests.Running;

public sealed class PrecisionRoundTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("refigure-precision-").FullName;
    private readonly PrecisionRound _round = new(new RunStore(VllmLogReader.Instance));

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_case_that_scatters_wants_one_more_iteration_than_there_are()
    {
        Store(1, 1.0);
        Store(2, 2.0);

        var next = _round.Next([Run(1), Run(2)], _root).ShouldHaveSingleItem();

        next.Identity.Iteration.ShouldBe(3);
        next.Inputs.Fields["iteration"].ShouldBe("3");
    }

    [Fact]
    public void A_case_that_is_precise_wants_none()
    {
        Store(1, 1.0);
        Store(2, 1.0001);

        _round.Next([Run(1), Run(2)], _root).ShouldBeEmpty();
    }

    [Fact]
    public void A_case_ends_at_its_limit_even_if_its_runs_fail()
    {
        Store(1, 1.0);

        _round.Next([Run(1), Run(2), Run(3), Run(4)], _root).ShouldBeEmpty();
    }

    private static PlannedRun Run(int iteration)
    {
        var one = new CaseSpec
        {
            Name = "c",
            Model = "m",
            Environment = "e",
            Caches = [new CacheIterations(CacheState.Warm, 2, new PrecisionGoal("actual_total_time", 0.05, 4))],
        };
        var identity = new RunIdentity("x", "here", "c", CacheState.Warm, iteration);
        var inputs = RunInputsOf.Gather(
            identity,
            "smoke",
            one,
            null,
            null,
            ImmutableSortedDictionary<string, string>.Empty
        );
        return new PlannedRun(identity, "smoke", one, inputs, RunDecision.Missing, [], null);
    }

    private void Store(int iteration, double seconds)
    {
        var run = Run(iteration);
        using var pending = PendingRun.Begin(_root, run.Identity);
        var micros = ((long)(seconds * 1e6)).ToString(CultureInfo.InvariantCulture);
        pending.Add(
            RawFiles.EngineLog,
            new MemoryStream(Encoding.UTF8.GetBytes($"2026-01-01T00:00:00.000000Z {micros} INFO Engine is ready\n"))
        );
        pending.Complete(
            new RunRecord
            {
                Identity = run.Identity,
                Hash = "",
                Files = [],
                Profile = "smoke",
                Engine = "llamacpp",
                Model = "m",
                DurationSeconds = seconds,
            }
        );
    }
}
