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
        var wanted = Wanted(run, whole ? sources.Concat(run.Measurements.Select(m => m.Source)) : sources);
        var excerpts = new SortedDictionary<string, Excerpt>(StringComparer.Ordinal);
        ImmutableArray<SampledLine> samples = [];
        var folder = RunFolder.PathOf(run.Root, run.Record.Identity);
        var findings = RunVerifier.Verify(
            folder,
            run.Record,
            (name, content) =>
            {
                if (wanted.TryGetValue(name, out var lines))
                {
                    excerpts.Add(name, Lines(name, content, lines));
                }

                if (name == RawFiles.Samples)
                {
                    samples = SampledLines.Of(content);
                }
            },
            run.LogDigest is { } digest && !wanted.ContainsKey(RawFiles.EngineLog) ? (RawFiles.EngineLog, digest) : null
        );
        return new ReportRun(run)
        {
            Damage = [.. findings.Select(f => f.Message)],
            Excerpts = [.. excerpts.Values],
            Samples = samples,
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

    private static Excerpt Lines(string file, ReadOnlySpan<byte> content, SortedSet<int> sources)
    {
        int[] shown =
        [
            .. sources
                .Take(MostLines)
                .SelectMany(line => Enumerable.Range(line - Around, (2 * Around) + 1))
                .Where(line => line > 0)
                .Distinct(),
        ];
        return new Excerpt(
            file,
            [
                .. LogLines
                    .Get(content, shown, Longest)
                    .Select(l => new ExcerptLine(l.Key, l.Value, sources.Contains(l.Key))),
            ]
        );
    }
}
