using System.Collections.Immutable;
using Refigure.Catalog;
using Refigure.Results;

namespace Refigure.Quality;

/// <summary>Runs whose engine made its weights up: a start without the part that reads them.</summary>
public static class DummyWeightRuns
{
    /// <summary>Whether a run is one, by its case or by what its engine said.</summary>
    public static bool Is(MeasuredRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return DummyWeights.AreIn(run.Record.Arguments)
            || (run.Log is { } log && log.Arguments.GetValueOrDefault("load_format") == DummyWeights.Value);
    }

    internal static IEnumerable<Finding> Inspect(ImmutableArray<MeasuredRun> runs)
    {
        MeasuredRun[] found = [.. runs.Where(Is)];
        if (found.Length > 0)
        {
            yield return new Finding(
                FindingKinds.DummyWeights,
                $"{(found.Length == runs.Length ? "All" : $"{found.Length} of {runs.Length}")} runs had dummy weights "
                    + "(load-format dummy): none were read, so the time to load weights is not that of the model.",
                RunGroups.Folders(found)
            );
        }
    }
}
