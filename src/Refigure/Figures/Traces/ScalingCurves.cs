using System.Collections.Immutable;
using System.Globalization;
using Refigure.Figures.Serving;

namespace Refigure.Figures.Traces;

/// <summary>
/// Figure 21: what more GPUs for one model change: throughput, the time of an iteration, speed-up and efficiency beside the ideal,
/// and how much of the kernels' time is communication.
/// </summary>
public sealed record ScalingCurves : FigureRecipe
{
    /// <summary>The panel of the throughput.</summary>
    public const string Throughput = "throughput";

    /// <summary>The panel of the wall-clock time of an iteration.</summary>
    public const string Iteration = "iteration";

    /// <summary>The panel of the speed-up over the fewest GPUs.</summary>
    public const string Speedup = "speed-up";

    /// <summary>The panel of the speed-up by the factor of GPUs.</summary>
    public const string Efficiency = "efficiency";

    /// <summary>The panel of the share of communication; its series are <c>waiting</c> and <c>communicating</c>.</summary>
    public const string Communication = "communication";

    /// <summary>The series of the ideal.</summary>
    public const string Ideal = "ideal";

    /// <summary>The annotation of what stands in the empty panel of communication.</summary>
    public const string NoCommunication = "no_communication";

    /// <inheritdoc/>
    public override FigureOutcome Compute(FigureInput input)
    {
        var draft = new FigureDraft(this, input);
        var selection = RunSelection.Of(draft);
        if (selection.IsEmpty)
        {
            return selection.NoRuns();
        }

        ImmutableArray<ServingCase> usable =
        [
            .. ServingCase.Of(selection.Cases, input).Where(c => c.Gpus >= 1 && ScalingValues.HasAny(c)),
        ];
        var best = ServingChoice.Best(usable, ServingConfiguration.Gpus.KeyOf, Positions);
        if (Positions(best) < 2)
        {
            return draft.Without(
                "runs of one model on two numbers of GPUs at least (tensor-parallel-size)",
                best.IsEmpty
                    ? "no valid run has both throughput and that number"
                    : $"there are only those on {ServingNames.Count(best[0].Gpus!.Value, "GPU", "GPUs")}"
            );
        }

        best = ServingChoice.OneAtEach(best, c => c.Gpus, draft);
        selection.Say([.. best.Select(c => c.Runs)]);
        new ServingFindings(
            draft,
            [.. best.Select(c => new ShownCase(c, ServingNames.Count(c.Gpus!.Value, "GPU", "GPUs")))]
        ).Say(selection);
        var values = new ScalingValues(draft);
        var throughput = values.AddThroughput(best);
        var iteration = values.AddIterations(best);
        AddSpeedup(draft, throughput, iteration);
        values.SayErrors(best);
        CommunicationShares.Add(draft, best);
        ServingChoice.SayLeftOut(
            draft,
            best,
            usable.Where(c => ServingConfiguration.Gpus.KeyOf(c) != ServingConfiguration.Gpus.KeyOf(best[0]))
        );
        return draft.Finish();
    }

    // Of throughput where all have it: it is of the steady state; else of the time of an iteration.
    private static void AddSpeedup(
        FigureDraft draft,
        ImmutableArray<FigureMark> throughput,
        ImmutableArray<FigureMark> iteration
    )
    {
        var ofTime = iteration.Length > throughput.Length;
        var marks = ofTime ? iteration : throughput;
        if (marks.Length < 2 || marks[0].Y is not { } first || !(first > 0))
        {
            return;
        }

        var least = Gpus(marks[0]);
        foreach (var mark in marks)
        {
            var speedup = ofTime ? first / mark.Y : mark.Y / first;
            var factor = Gpus(mark) / least;
            var how = ofTime
                ? "the time of an iteration on the fewest GPUs by that on these"
                : "throughput by that on the fewest GPUs";
            draft.Add(mark with { Panel = Speedup, Y = speedup, Error = null, Unit = "ratio", How = how });
            draft.Add(
                mark with
                {
                    Panel = Efficiency,
                    Y = 100 * speedup / factor,
                    Error = null,
                    Unit = "%",
                    How = $"{how}, by the factor of GPUs",
                }
            );
            draft.Add(Of(Speedup, mark, factor, "ratio"));
            draft.Add(Of(Efficiency, mark, 100, "%"));
        }

        if (least > 1)
        {
            draft.Find(
                "labels",
                $"There are no runs on 1 GPU: speed-up and efficiency are relative to {FigureNumberText.Exact(least)} GPUs.",
                []
            );
        }
    }

    private static FigureMark Of(string panel, FigureMark at, double y, string unit) =>
        new(panel, Ideal, at.Label, at.X, y, Error: null, N: null, unit);

    internal static double Gpus(FigureMark mark) =>
        double.Parse(mark.X, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static int Positions(IReadOnlyList<ServingCase> cases) => cases.Select(c => c.Gpus).Distinct().Count();
}
