using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using static Refigure.Telemetry.TelemetryQuantity;

namespace Refigure.Telemetry;

/// <summary>
/// Puts what a server said of itself beside the samples of its processes: columns after those of <c>samples.csv</c>, empty where
/// nothing was told. A row has the sample that is nearest to its time, and none if that is more than
/// <see cref="Farthest"/> away: a call that failed leaves its row empty.
/// </summary>
public static class TelemetryColumns
{
    /// <summary>The columns: the share of the KV cache 0 to 1, requests, and counters since the server's start.</summary>
    public static readonly ImmutableArray<KeyValuePair<string, TelemetryQuantity>> All =
    [
        new("kv_cache_usage", KvCacheUsage),
        new("requests_running", RequestsRunning),
        new("requests_waiting", RequestsWaiting),
        new("prompt_tokens_total", PromptTokens),
        new("generation_tokens_total", GenerationTokens),
        new("prefix_cache_queries_total", PrefixCacheQueries),
        new("prefix_cache_hits_total", PrefixCacheHits),
    ];

    /// <summary>Less than the time between two samples, so that a gap shows; more than half, so that lateness makes none.</summary>
    public static readonly TimeSpan Farthest = TimeSpan.FromMilliseconds(75);

    /// <summary>Writes the table with the columns added. Rows that were cut off are left out.</summary>
    /// <param name="rows">The table; its first column is <c>seconds</c>.</param>
    /// <param name="samples">The samples in the order of their times, which count from the same start.</param>
    /// <param name="output">Where it goes.</param>
    public static void Add(TextReader rows, IReadOnlyList<TelemetrySample> samples, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(output);
        if (rows.ReadLine() is not { } header)
        {
            return;
        }

        var columns = header.Split(',').Length;
        output.Write(header + string.Concat(All.Select(column => "," + column.Key)) + "\n");
        var row = new StringBuilder();
        var next = 0;
        while (rows.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            if (
                cells.Length != columns
                || !double.TryParse(cells[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            )
            {
                continue;
            }

            while (next + 1 < samples.Count && Distance(samples[next + 1], seconds) <= Distance(samples[next], seconds))
            {
                next++;
            }

            var near = next < samples.Count && Distance(samples[next], seconds) <= Farthest.TotalSeconds;
            _ = row.Clear().Append(line);
            Append(row, near ? samples[next] : null);
            output.Write(row.Append('\n').ToString());
        }
    }

    /// <summary>
    /// Writes a table of its own, for a server whose processes nobody samples: <c>seconds</c> and the columns, a row a sample.
    /// </summary>
    /// <param name="samples">The samples in the order of their times.</param>
    /// <param name="output">Where it goes.</param>
    public static void Write(IEnumerable<TelemetrySample> samples, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(output);
        output.Write("seconds" + string.Concat(All.Select(column => "," + column.Key)) + "\n");
        var row = new StringBuilder();
        foreach (var sample in samples)
        {
            _ = row.Clear().Append(CultureInfo.InvariantCulture, $"{sample.At.TotalSeconds:F6}");
            Append(row, sample);
            output.Write(row.Append('\n').ToString());
        }
    }

    private static void Append(StringBuilder row, TelemetrySample? sample)
    {
        foreach (var (_, quantity) in All)
        {
            _ = row.Append(CultureInfo.InvariantCulture, $",{sample?[quantity]:R}");
        }
    }

    private static double Distance(TelemetrySample sample, double seconds) =>
        Math.Abs(sample.At.TotalSeconds - seconds);
}
