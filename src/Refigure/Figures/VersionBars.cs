using Refigure.Results;

namespace Refigure.Figures;

/// <summary>
/// Figure 1: start-up time of one model by engine version, oldest first, with the month of the release. The model is the one
/// that was run with the most versions; only warm starts are shown.
/// </summary>
public sealed record VersionBars : FigureRecipe
{
    /// <summary>The metric: what the whole start takes as the engine's user sees it.</summary>
    public required string Metric { get; init; }

    /// <summary>The title of the x axis.</summary>
    public required string VersionAxis { get; init; }

    /// <inheritdoc/>
    public override FigureOutcome Compute(FigureInput input)
    {
        var draft = new FigureDraft(this, input);
        var selection = RunSelection.Of(draft);
        if (selection.IsEmpty)
        {
            return selection.NoRuns();
        }

        // Every version is wanted here, so this does not go through the choice of one version.
        var best = OfBestModel(
            selection.Cases.Where(c => c.Cache == CacheState.Warm && c.Has(Metric) && VersionOf(c).Length > 0)
        );
        if (best.Length < 2)
        {
            var has = best.Length == 0 ? "no warm start has it" : $"there is only {VersionOf(best[0])}";
            return draft.Without($"{Metric} of one model with at least two engine versions", has);
        }

        selection.Say([.. best]);
        foreach (var version in best)
        {
            var label = VersionOf(version);
            draft.Add(
                draft.Mean(
                    Panels.Main,
                    series: "",
                    label,
                    EngineRelease.MonthOf(version.Iterations[0].Record.Engine, label) ?? "",
                    version,
                    Metric
                )
            );
        }

        return draft.Finish();
    }

    // The model and node with the most versions; of each version the preferred case, oldest version first.
    private static CaseRuns[] OfBestModel(IEnumerable<CaseRuns> warm)
    {
        CaseRuns[] best = [];
        foreach (var group in Ordered.Groups(warm, c => $"{c.Node}/{c.Model}"))
        {
            var versions = Ordered.Groups(Ordered.By(group, CaseRuns.ByPreference), VersionOf);
            if (versions.Count > best.Length)
            {
                best = Ordered.By(
                    versions.Select(v => v[0]),
                    static (a, b) => VersionOrder.Instance.Compare(VersionOf(a), VersionOf(b))
                );
            }
        }

        return best;
    }

    // The experiment's cases are versions; a log's banner may name another one, which the quality guard says.
    private static string VersionOf(CaseRuns runs) => VersionOrder.IsVersion(runs.Case) ? runs.Case : runs.Version;
}
