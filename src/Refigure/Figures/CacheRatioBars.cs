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

        var best = selection
            .Cases.GroupBy(c => c.Node)
            .Select(g =>
                CasePair.Join(g.Where(c => c.Cache == CacheState.Warm), g.Where(c => c.Cache == CacheState.PageCold))
            )
            .OrderByDescending(p => p.Length)
            .FirstOrDefault([]);
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
