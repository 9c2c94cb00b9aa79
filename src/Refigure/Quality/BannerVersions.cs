using Refigure.Results;

namespace Refigure.Quality;

/// <summary>Whether the engine that speaks in the log is the one that the run claims.</summary>
internal static class BannerVersions
{
    public static IEnumerable<Finding> Inspect(IEnumerable<MeasuredRun> runs)
    {
        foreach (var run in runs)
        {
            if (run.Log?.EngineVersion is { } banner && run.Record.EngineVersion is { } claimed && banner != claimed)
            {
                yield return new Finding(
                    FindingKinds.VersionMismatch,
                    $"{run.Record.Identity.Experiment}: the run of {claimed} says version {banner} in its banner "
                        + $"(line {run.Log.BannerLine}).",
                    RunGroups.Folders([run])
                );
            }
        }
    }
}
