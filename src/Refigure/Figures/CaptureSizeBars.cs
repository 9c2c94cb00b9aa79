using System.Collections.Immutable;
using Refigure.Results;

namespace Refigure.Figures;

/// <summary>
/// Figure 9: graph capturing of one model by the number of batch sizes that are captured, with the fitted line. The model is
/// the one that was run with the most different numbers.
/// </summary>
public sealed record CaptureSizeBars : FigureRecipe
{
    private const string Metric = "graph_capturing";

    /// <summary>The title of the inset's x axis.</summary>
    public required string AttributeAxis { get; init; }

    /// <summary>The title of the inset's y axis.</summary>
    public required string InsetValueAxis { get; init; }

    /// <inheritdoc/>
    public override FigureOutcome Compute(FigureInput input)
    {
        var draft = new FigureDraft(this, input);
        var selection = RunSelection.Of(draft);
        if (selection.IsEmpty)
        {
            return selection.NoRuns();
        }

        var best = OfBestModel(selection.Best([CacheState.Warm, CacheState.CompileCold], c => OfBestModel(c).Length));
        if (best.Length < 2)
        {
            return draft.Without(
                "graph_capturing of one model with at least two numbers of capture sizes",
                best.Length == 0 ? "no run has both" : "all runs capture the same number"
            );
        }

        selection.Say(best);
        var metric = MetricChoice.For(Metric, best, draft);
        var label = input.Models.LabelOf(best[0].Model);
        AttributeBarMarks.Add(
            draft,
            [
                .. best.Select(c => new AttributeBar(
                    label,
                    CaptureSizeCount.Of(c.Iterations[0]),
                    Size: 0,
                    IsFitted: true,
                    c
                )),
            ],
            metric,
            "size"
        );
        return draft.Finish();
    }

    // One case of each number of sizes, of the model that has the most of them.
    private static ImmutableArray<CaseRuns> OfBestModel(ImmutableArray<CaseRuns> cases)
    {
        ImmutableArray<CaseRuns> best = [];
        var usable = cases.Where(c => c.Has(Metric) && CaptureSizeCount.Of(c.Iterations[0]) is not null);
        foreach (var model in Ordered.Groups(usable, c => c.Model))
        {
            var sizes = Ordered.Groups(Ordered.By(model, CaseRuns.ByPreference), Count);
            if (sizes.Count > best.Length)
            {
                best = [.. sizes.Select(s => s[0])];
            }
        }

        return best;
    }

    private static string Count(CaseRuns runs) =>
        CaptureSizeCount.Of(runs.Iterations[0]) is { } count ? FigureNumberText.Exact(count) : "";
}
