using System.Collections.Immutable;

namespace Refigure.Traces.Analysis;

/// <summary>Kernels by their time.</summary>
internal static class KernelTable
{
    public static ImmutableArray<KernelTime> Of(IEnumerable<(string Name, DurationCounts Durations)> kernels)
    {
        var all = kernels.ToArray();
        double sum = all.Sum(k => k.Durations.Total);
        return
        [
            .. all.OrderByDescending(k => k.Durations.Total)
                .ThenBy(k => k.Name, StringComparer.Ordinal)
                .Select(k => new KernelTime(
                    k.Name,
                    KernelClasses.Of(k.Name),
                    k.Durations.Calls,
                    k.Durations.Total,
                    sum == 0 ? 0 : k.Durations.Total / sum,
                    k.Durations.Median(),
                    k.Durations.Least,
                    k.Durations.Most
                )),
        ];
    }

    /// <summary>The same over several GPUs.</summary>
    public static ImmutableArray<KernelTime> OfAll(IEnumerable<(string Name, DurationCounts Durations)> kernels)
    {
        var merged = new Dictionary<string, DurationCounts>(StringComparer.Ordinal);
        foreach (var (name, durations) in kernels)
        {
            if (!merged.TryGetValue(name, out var counts))
            {
                merged.Add(name, counts = new DurationCounts());
            }

            counts.Add(durations);
        }

        return Of(merged.Select(m => (m.Key, m.Value)));
    }
}
