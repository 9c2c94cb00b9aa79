using Refigure.Logs;
using Refigure.Results;

namespace Refigure.Quality;

/// <summary>Values that were derived instead of read, and values that should be there and are not.</summary>
internal static class PhaseValues
{
    public static IEnumerable<Finding> Inspect(IEnumerable<MeasuredRun> runs, Func<string, bool> wanted)
    {
        foreach (var experiment in RunGroups.Experiments(runs))
        {
            var readings = experiment
                .SelectMany(r => (r.Log?.Phases ?? []).Select(p => (Run: r, Phase: p)))
                .Where(x => wanted(x.Phase.Phase))
                .ToArray();
            foreach (var g in Grouped(readings, PhaseStatus.Derived))
            {
                yield return new Finding(
                    FindingKinds.DerivedValue,
                    $"{experiment.Key}: {g.Key.Phase} was derived ({g.Key.Note ?? "from other phases"}) in "
                        + $"{RunGroups.Count(g.Count())}, not read.",
                    RunGroups.Folders(g.Select(x => x.Run))
                );
            }

            foreach (var g in Grouped(readings, PhaseStatus.Missing))
            {
                yield return new Finding(
                    FindingKinds.MissingValue,
                    $"{experiment.Key}: {g.Key.Phase} is missing in {RunGroups.Count(g.Count())} "
                        + $"({g.Key.Note ?? "its line is not there"}).",
                    RunGroups.Folders(g.Select(x => x.Run))
                );
            }

            // Their notes name lines, which differ from log to log.
            foreach (var g in readings.Where(x => x.Phase.Status == PhaseStatus.Unparsed).GroupBy(x => x.Phase.Phase))
            {
                yield return new Finding(
                    FindingKinds.MissingValue,
                    $"{experiment.Key}: {g.Key} is missing in {RunGroups.Count(g.Count())} (its line is there without a number).",
                    RunGroups.Folders(g.Select(x => x.Run))
                );
            }
        }
    }

    private static IEnumerable<IGrouping<(string Phase, string? Note), (MeasuredRun Run, PhaseReading Phase)>> Grouped(
        IEnumerable<(MeasuredRun Run, PhaseReading Phase)> readings,
        PhaseStatus status
    ) => readings.Where(x => x.Phase.Status == status).GroupBy(x => (x.Phase.Phase, x.Phase.Note));
}
