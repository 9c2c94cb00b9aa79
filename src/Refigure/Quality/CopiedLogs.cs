using Refigure.Results;

namespace Refigure.Quality;

/// <summary>
/// Logs that cannot be of two runs: byte-identical, or with the same first and last time stamp, the same number of lines
/// and the same model, so that at most single lines were changed.
/// </summary>
internal static class CopiedLogs
{
    public static IEnumerable<Finding> Inspect(IReadOnlyCollection<MeasuredRun> runs)
    {
        var copies = new List<(MeasuredRun Original, MeasuredRun Copy, bool Identical)>();
        var byContent = new Dictionary<string, MeasuredRun>(StringComparer.Ordinal);
        var byStamps = new Dictionary<(long, long, int, string), MeasuredRun>();
        foreach (var run in runs)
        {
            if (run.Log is not { LineCount: > 0 } log || Digest(run) is not { } digest)
            {
                continue;
            }

            if (!byContent.TryAdd(digest, run))
            {
                copies.Add((byContent[digest], run, true));
            }
            else if (log.FirstStamp is { } first && log.LastStamp is { } last)
            {
                var key = (first, last, log.LineCount, log.Model ?? string.Empty);
                if (!byStamps.TryAdd(key, run))
                {
                    copies.Add((byStamps[key], run, false));
                }
            }
        }

        return copies
            .GroupBy(c => (Side(c.Original), Side(c.Copy), c.Identical))
            .Select(g => Finding(g.Key.Identical, [.. g.Select(c => (c.Original, c.Copy))]));
    }

    private static Finding Finding(bool identical, (MeasuredRun Original, MeasuredRun Copy)[] pairs)
    {
        var (original, copy) = pairs[0];
        var what =
            pairs.Length == 1
                ? $"the log of {copy.Record.Identity.RelativeFolder} is"
                : $"{pairs.Length} logs of {Side(copy)} are";
        var of = pairs.Length == 1 ? original.Record.Identity.RelativeFolder : Side(original);
        var how = identical ? "byte for byte" : "the same time stamps and lines, single lines changed";
        return new Finding(
            FindingKinds.CopiedLog,
            $"{char.ToUpperInvariant(what[0])}{what[1..]} a copy of {of} ({how}).",
            RunGroups.Folders(pairs.Select(p => p.Copy))
        );
    }

    private static string Side(MeasuredRun run) => $"{run.Record.Identity.Experiment}/{run.Record.Identity.Node}";

    private static string? Digest(MeasuredRun run) =>
        run.Record.Files.FirstOrDefault(f => f.Name.EndsWith(".log", StringComparison.Ordinal))?.Sha256;
}
