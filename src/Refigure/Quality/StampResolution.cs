using Refigure.Logs;
using Refigure.Results;

namespace Refigure.Quality;

/// <summary>Logs whose time stamps are too coarse for what is taken from them.</summary>
internal static class StampResolution
{
    public static IEnumerable<Finding> Inspect(IEnumerable<MeasuredRun> runs)
    {
        foreach (var experiment in RunGroups.Experiments(runs))
        {
            var coarse = experiment.Where(r => r.Log?.Resolution == TimestampResolution.Second).ToArray();
            if (coarse.Length > 0)
            {
                yield return new Finding(
                    FindingKinds.CoarseStamps,
                    $"{experiment.Key}: {coarse.Length} of {RunGroups.Count(experiment.Count(), "log")} have time stamps in whole "
                        + "seconds; what is taken from stamps is no finer there.",
                    RunGroups.Folders(coarse)
                );
            }
        }
    }
}
