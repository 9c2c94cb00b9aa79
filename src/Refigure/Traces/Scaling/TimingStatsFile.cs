using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Refigure.Traces.Scaling;

/// <summary>Reads <c>timing_stats_RANK.json</c>.</summary>
public static class TimingStatsFile
{
    private const int MostBytes = 1 << 26;

    /// <summary>Whether a file has such a name: <c>timing_stats_0.json</c>, <c>timing_stats_rank0.json</c>.</summary>
    public static bool IsName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.StartsWith("timing_stats", StringComparison.OrdinalIgnoreCase)
            && name.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Reads one.</summary>
    /// <param name="content">Its text, UTF-8.</param>
    /// <param name="source">Its name, for people.</param>
    /// <exception cref="UserErrorException">It is empty, cut off, too large, or another file.</exception>
    public static TimingStats Read(ReadOnlyMemory<byte> content, string source)
    {
        if (content.Length > MostBytes)
        {
            throw Wrong(source, "is too large");
        }

        try
        {
            using var document = JsonDocument.Parse(content);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? Of(document.RootElement, source)
                : throw Wrong(source, "is no JSON object");
        }
        catch (JsonException e)
        {
            throw new UserErrorException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{source}, line {(e.LineNumber ?? 0) + 1}: this is no JSON, or it breaks off; expected iteration_times and their mean, as the profiler writes them."
                ),
                e
            );
        }
    }

    private static TimingStats Of(JsonElement root, string source)
    {
        var unread = new List<string>();
        var iterations = ImmutableArray.CreateBuilder<double>();
        var skipped = 0;
        if (root.TryGetProperty("iteration_times", out var times) && times.ValueKind == JsonValueKind.Array)
        {
            foreach (var time in times.EnumerateArray())
            {
                if (Number(time) is { } seconds)
                {
                    iterations.Add(seconds);
                }
                else
                {
                    skipped++;
                }
            }
        }

        double? Get(string key)
        {
            var value = root.TryGetProperty(key, out var found) ? Number(found) : null;
            if (value is null)
            {
                unread.Add(key);
            }

            return value;
        }

        var mean = Get("avg_iteration_time");
        if (iterations.Count == 0 && mean is null)
        {
            throw Wrong(source, "has neither iteration_times nor avg_iteration_time");
        }

        var stats = new TimingStats
        {
            Coverage = "",
            Iterations = iterations.ToImmutable(),
            Mean = mean,
            Least = Get("min_iteration_time"),
            Most = Get("max_iteration_time"),
            TtftMean = Get("ttft_avg"),
            TtftP99 = Get("ttft_p99"),
            TpotMean = Get("tpot_avg"),
            TpotP99 = Get("tpot_p99"),
        };
        return stats with { Coverage = Words(source, iterations.Count, skipped, unread) };
    }

    private static string Words(string source, int iterations, int skipped, List<string> unread) =>
        $"{source}: {iterations} iterations"
        + (skipped > 0 ? $", {skipped} without a usable time" : "")
        + (unread.Count > 0 ? $"; missing or null, and left empty: {string.Join(", ", unread)}." : ".");

    // Times; a negative one is damage.
    private static double? Number(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number
        && value.TryGetDouble(out var number)
        && double.IsFinite(number)
        && number >= 0
            ? number
            : null;

    private static UserErrorException Wrong(string source, string what) =>
        new($"{source} {what}: expected iteration_times and their mean, as the profiler writes them.");
}
