using System.Collections.Immutable;

namespace Refigure.Catalog;

/// <summary>Limits as people write them: <c>ttft=500ms,tpot=50ms</c>.</summary>
public static class SloText
{
    private static readonly string[] Metrics = ["ttft", "tpot", "e2e"];

    /// <summary>The limits in seconds, by metric; null if the text is none.</summary>
    public static ImmutableSortedDictionary<string, double>? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var limits = ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (
                part.Split('=', StringSplitOptions.TrimEntries) is not [var metric, var limit]
                || !Metrics.Contains(metric, StringComparer.Ordinal)
                || Durations.Parse(limit) is not { } time
                || !limits.TryAdd(metric, time.TotalSeconds)
            )
            {
                return null;
            }
        }

        return limits.ToImmutable();
    }
}
