using System.Collections.Immutable;
using System.Globalization;
using Refigure.Nodes.Gpus;

namespace Refigure.Running.Gpus;

/// <summary>Sums up the samples of a run for <c>run.json</c>; what was not told is left out.</summary>
internal static class GpuFacts
{
    /// <summary>Adds the facts of each GPU, its number behind a colon.</summary>
    /// <param name="facts">Takes them.</param>
    /// <param name="gpus">The GPUs.</param>
    /// <param name="samples">Their samples while the engine ran.</param>
    /// <param name="problem">Why there are none, if somebody knows.</param>
    public static void Tell(
        ImmutableSortedDictionary<string, string>.Builder facts,
        ImmutableArray<GpuDevice> gpus,
        IReadOnlyList<GpuSample> samples,
        string? problem
    )
    {
        foreach (var gpu in gpus)
        {
            GpuSample[] own = [.. samples.Where(s => s.Gpu == gpu.Index)];
            void Add(string name, string? value)
            {
                if (value is not null)
                {
                    facts[string.Create(CultureInfo.InvariantCulture, $"{name}:{gpu.Index}")] = value;
                }
            }

            Add("samples", own.Length == 0 ? $"none{(problem is null ? "" : $": {problem}")}" : Number(own.Length));
            Add("highest_memory", own.Max(s => s.UsedBytes) is { } bytes ? GpuValue.Mebibytes(bytes) : null);
            Add("highest_celsius", Number(own.Max(s => s.Temperature)));
            Add("highest_watts", Number(own.Max(s => s.Power)));
            Add("highest_clock_mhz", Number(own.Max(s => s.Clock)));
            ulong[] reasons = [.. own.Select(s => s.Reasons).OfType<ulong>()];
            Add("throttled", reasons.Length == 0 ? null : Share(reasons, ThrottleRule.Slowdowns));
            Add("limited", reasons.Length == 0 ? null : Share(reasons, ThrottleRule.Limits));
        }
    }

    // "12 of 312 samples (power cap)".
    private static string Share(ulong[] reasons, Func<ulong, ImmutableArray<string>> names)
    {
        var those = reasons.Where(r => !names(r).IsEmpty).ToArray();
        var which = those.SelectMany(r => names(r)).Distinct(StringComparer.Ordinal).ToArray();
        return string.Create(CultureInfo.InvariantCulture, $"{those.Length} of {reasons.Length} samples")
            + (which.Length == 0 ? "" : $" ({string.Join(", ", which)})");
    }

    private static string? Number(double? value) => value?.ToString("0.##", CultureInfo.InvariantCulture);
}
