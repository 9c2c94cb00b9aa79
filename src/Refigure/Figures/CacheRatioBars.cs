using System.Collections.Immutable;
using Refigure.Results;

namespace Refigure.Figures;

/// <summary>Figure 13: starts that read the weights from the disk against starts that find them in memory, on one node.</summary>
public sealed record CacheRatioBars : RatioBars
{
    private protected override RatioSides Sides(FigureDraft draft)
    {
        var selection = RunSelection.Of(draft);
        if (selection.IsEmpty)
        {
            return RatioSides.Without(selection.NoRuns());
        }

        ImmutableArray<CasePair> best = [];
        foreach (var node in Ordered.Groups(selection.Cases, c => c.Node))
        {
            var pairs = CasePair.Join(
                node.Where(c => c.Cache == CacheState.Warm),
                node.Where(c => c.Cache == CacheState.PageCold)
            );
            best = pairs.Length > best.Length ? pairs : best;
        }

        if (best.IsEmpty)
        {
            var has = selection.Cases.Any(c => c.Cache == CacheState.PageCold)
                ? "no model has both"
                : "no run is page-cold";
            return RatioSides.Without(draft.Without("warm and page-cold starts of the same models on one node", has));
        }

        selection.Say([.. best.Select(p => p.Baseline), .. best.Select(p => p.Other)]);
        return new RatioSides(best, "warm", "page-cold", "Normalized to DRAM loading");
    }
}
