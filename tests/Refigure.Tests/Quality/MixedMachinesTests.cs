using System.Collections.Immutable;
using Refigure.Quality;
using Refigure.Results;
using static Refigure.Tests.Quality.RunBuilder;

namespace Refigure.Tests.Quality;

public sealed class MixedMachinesTests
{
    [Fact]
    public void Runs_of_one_node_before_and_after_an_update_say_so_once()
    {
        var finding = Inspect([
                On("n1", 1, ("driver", "570"), ("kernel", "5.15")),
                On("n1", 2, ("driver", "580"), ("kernel", "6.8")),
            ])
            .ShouldHaveSingleItem();

        finding.Message.ShouldBe("The runs of n1 differ in driver (570, 580), kernel (5.15, 6.8).");
        finding.Runs.Length.ShouldBe(2);
    }

    [Fact]
    public void Two_nodes_differ_in_what_is_compared_and_that_is_no_finding()
    {
        Inspect(
                [On("n1", 1, ("gpu", "A100"), ("driver", "570")), On("n2", 1, ("gpu", "H100"), ("driver", "570"))],
                "gpu"
            )
            .ShouldBeEmpty();
    }

    [Fact]
    public void Two_nodes_that_differ_in_more_than_what_is_compared_say_so()
    {
        Inspect(
                [
                    On("n1", 1, ("gpu", "A100"), ("driver", "570"), ("cpu", "Xeon")),
                    On("n2", 1, ("gpu", "H100"), ("driver", "580"), ("cpu", "EPYC")),
                ],
                "gpu"
            )
            .ShouldHaveSingleItem()
            .Message.ShouldBe("n1 and n2 differ also in driver (570 and 580), processor (Xeon and EPYC).");
    }

    [Fact]
    public void What_a_run_does_not_tell_is_not_compared()
    {
        Inspect([On("n1", 1), On("n1", 2, ("driver", "580")), On("n2", 1, ("kernel", "6.8"))], "cpu").ShouldBeEmpty();
    }

    private static Finding[] Inspect(ImmutableArray<MeasuredRun> runs, string? about = null) =>
        [
            .. QualityGuard
                .InspectFigure(
                    runs,
                    ["load_weights"],
                    about is null ? null : Comparison.Of(runs).Single() with { About = about }
                )
                .Where(f => f.Kind == FindingKinds.MixedMachines),
        ];

    private static MeasuredRun On(string node, int iteration, params (string Fact, string Value)[] facts)
    {
        var run = Run("gpu-comparison", node, iteration: iteration);
        return run with
        {
            Record = run.Record with
            {
                NodeFacts = facts.ToImmutableSortedDictionary(f => f.Fact, f => f.Value, StringComparer.Ordinal),
            },
        };
    }
}
