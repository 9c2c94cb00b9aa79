using System.Collections.Immutable;
using System.Runtime.InteropServices;
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
        var excerpts = new List<Excerpt>();
        ImmutableArray<SampledLine> samples = [];
        var folder = RunFolder.PathOf(run.Root, run.Record.Identity);
        var findings = RunVerifier.Verify(
            folder,
            run.Record,
            (name, content) =>
            {
                if (wanted.TryGetValue(name, out var lines))
                {
                    excerpts.Add(Lines(name, content, lines));
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
            Excerpts = [.. excerpts.OrderBy(e => e.File, StringComparer.Ordinal)],
            Samples = samples,
        };
    }

    // By file: which lines gave a number, ascending, each once.
    private static Dictionary<string, int[]> Wanted(MeasuredRun run, IEnumerable<string> sources)
    {
        var wanted = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        var folder = run.Record.Identity.RelativeFolder;
        foreach (var source in sources)
        {
            if (SourceText.Parse(run, folder, source) is ({ } file, { } line))
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
                if (!phase.Lines.IsDefaultOrEmpty && Array.IndexOf(completing, phase.Lines[^1]) >= 0)
                {
                    inLog.AddRange(phase.Lines);
                }
            }
        }

        return wanted.ToDictionary(w => w.Key, w => Ascending(w.Value), StringComparer.Ordinal);
    }

    private static int[] Ascending(List<int> lines)
    {
        lines.Sort();
        var count = 0;
        for (var i = 0; i < lines.Count; i++)
        {
            if (count == 0 || lines[i] != lines[count - 1])
            {
                lines[count++] = lines[i];
            }
        }

        return CollectionsMarshal.AsSpan(lines)[..count].ToArray();
    }

    private static Excerpt Lines(string file, ReadOnlySpan<byte> content, int[] sources)
    {
        var shown = new List<int>();
        foreach (var source in sources.AsSpan(0, Math.Min(sources.Length, MostLines)))
        {
            for (var line = Math.Max(1, source - Around); line <= source + Around; line++)
            {
                shown.Add(line);
            }
        }

        return new Excerpt(
            file,
            [
                .. LogLines
                    .Get(content, CollectionsMarshal.AsSpan(shown), Longest)
                    .Select(l => new ExcerptLine(l.Number, l.Text, Array.BinarySearch(sources, l.Number) >= 0)),
            ]
        );
    }
}
