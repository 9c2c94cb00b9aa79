using System.Collections.Immutable;
using System.Globalization;
using Refigure.Results;

namespace Refigure.Figures;

/// <summary>
/// Figure 12: use of each core over time in one warm start. A mark for each core and sample: series = core, x = time in
/// seconds, y = percent; core after core.
/// </summary>
public sealed record UsageHeatMap : FigureRecipe
{
    /// <summary>The title of the time axis.</summary>
    public required string TimeAxis { get; init; }

    /// <summary>The title of the colour bar.</summary>
    public required string ColourAxis { get; init; }

    /// <inheritdoc/>
    public override FigureOutcome Compute(FigureInput input)
    {
        var draft = new FigureDraft(this, input);
        var selection = RunSelection.Of(draft);
        if (selection.IsEmpty)
        {
            return selection.NoRuns();
        }

        foreach (var runs in selection.Cases.Where(c => c.Cache == CacheState.Warm))
        {
            foreach (var run in runs.Iterations)
            {
                if (input.ProcessorUseOf(run) is { Samples: > 0, Cores: > 0 } use)
                {
                    selection.Say([runs]);
                    AddCells(draft, run, use);
                    AddReady(draft, run);
                    return draft.Finish();
                }
            }
        }

        return draft.Without(
            "a warm start with samples of processor use (cpu_usage.json or samples.csv)",
            "no run has them"
        );
    }

    private static void AddCells(FigureDraft draft, MeasuredRun run, ProcessorUse use)
    {
        var times = new string[use.Samples];
        for (var sample = 0; sample < times.Length; sample++)
        {
            times[sample] = FigureNumberText.Exact(use.BeginOf(sample));
        }

        // All cells are of one file, and share one source: a source for each would weigh more than the figure.
        ImmutableArray<MarkSource> source = [new(run, new Measurement("cpu_usage", Value: null, "%", use.Source))];
        var percent = use.Percent.Span;
        for (var core = 0; core < use.Cores; core++)
        {
            var series = core.ToString(CultureInfo.InvariantCulture);
            for (var sample = 0; sample < use.Samples; sample++)
            {
                var value = percent[(sample * use.Cores) + core];
                var mark = new FigureMark(Panels.Main, series, "", times[sample], value, Error: null, N: 1, "%");
                draft.Add(mark with { Sources = source });
            }
        }
    }

    private static void AddReady(FigureDraft draft, MeasuredRun run)
    {
        if (run.Find("initialize_engine") is { Value: { } seconds } ready)
        {
            var mark = new FigureMark(Panels.Annotations, "initialize_engine", "", "", seconds, Error: null, N: 1, "s");
            draft.Add(mark with { Sources = [new MarkSource(run, ready)] });
        }
    }
}
