using System.Collections.Immutable;

namespace Refigure.Patches;

/// <summary>Checks that a patched engine printed what its patches make it print.</summary>
public static class ExpectedLines
{
    /// <summary>What is wrong, a sentence each; empty if each line was printed exactly once.</summary>
    /// <param name="series">The patches.</param>
    /// <param name="version">The engine's version.</param>
    /// <param name="log">The lines of a start.</param>
    public static ImmutableArray<string> Check(PatchSeries series, string version, IEnumerable<string> log)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(log);
        var counts = new int[series.Lines.Length];
        foreach (var line in log)
        {
            for (var i = 0; i < counts.Length; i++)
            {
                if (line.Contains(series.Lines[i].Text, StringComparison.Ordinal))
                {
                    counts[i]++;
                }
            }
        }

        return
        [
            .. series
                .Lines.Zip(counts)
                .Where(l => l.Second != 1)
                .Select(l =>
                    $"the line '{l.First.Text.Trim()}' of patches/{series.Name} ({l.First.File}, version {version}) was printed {(l.Second == 0 ? "not at all" : $"{l.Second} times")}, not once"
                ),
        ];
    }
}
