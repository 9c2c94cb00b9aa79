using System.Collections.Immutable;
using Refigure.Logs;
using Refigure.Results;

namespace Refigure.Reports.Runs;

/// <summary>Reads of a run's folder what a report shows beside its numbers: whether it is as it was, lines, samples.</summary>
public static class RunReader
{
    private const int Around = 2;
    private const int Longest = 300;
    private const int MostLines = 400;

    /// <summary>Reads one.</summary>
    /// <param name="run">The run.</param>
    /// <param name="sources">The sources of numbers that the report shows, each <c>path:line</c>.</param>
    /// <param name="whole">Whether the lines of all its numbers are wanted, and what was sampled.</param>
    public static ReportRun Read(MeasuredRun run, IEnumerable<string> sources, bool whole)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(sources);
        var folder = RunFolder.PathOf(run.Root, run.Record.Identity);
        var damage = RunVerifier.Verify(folder, run.Record).Select(f => f.Message).ToImmutableArray();
        var wanted = Wanted(run, whole ? sources.Concat(run.Measurements.Select(m => m.Source)) : sources);
        return new ReportRun(run)
        {
            Damage = damage,
            Excerpts = [.. wanted.Select(file => Lines(folder, file.Key, file.Value)).OfType<Excerpt>()],
            Samples = SampledLines.Of(folder),
        };
    }

    // By file: which lines gave a number.
    private static SortedDictionary<string, SortedSet<int>> Wanted(MeasuredRun run, IEnumerable<string> sources)
    {
        var wanted = new SortedDictionary<string, SortedSet<int>>(StringComparer.Ordinal);
        foreach (var source in sources.Distinct(StringComparer.Ordinal))
        {
            if (SourceText.Parse(run, source) is ({ } file, { } line))
            {
                if (!wanted.TryGetValue(file, out var lines))
                {
                    wanted.Add(file, lines = []);
                }

                lines.Add(line);
            }
        }

        // A phase is between two lines, and its source names only the one that completes it.
        if (run.Log is { } log && wanted.TryGetValue(RawFiles.EngineLog, out var inLog))
        {
            int[] completing = [.. inLog];
            foreach (var phase in log.Phases)
            {
                if (!phase.Lines.IsDefaultOrEmpty && completing.Contains(phase.Lines[^1]))
                {
                    inLog.UnionWith(phase.Lines);
                }
            }
        }

        return wanted;
    }

    private static Excerpt? Lines(string folder, string file, SortedSet<int> sources)
    {
        int[] marked = [.. sources.Take(MostLines)];
        var shown = marked
            .SelectMany(line => Enumerable.Range(line - Around, (2 * Around) + 1))
            .Where(line => line > 0)
            .Distinct()
            .ToArray();
        try
        {
            using var content = RawFiles.Open(folder, file);
            return content is null
                ? null
                : new Excerpt(
                    file,
                    [
                        .. LogLines
                            .Get(content, shown, Longest)
                            .Select(l => new ExcerptLine(l.Key, l.Value, sources.Contains(l.Key))),
                    ]
                );
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            // That it was changed is said already.
            return null;
        }
    }
}
