using System.Collections.Immutable;

namespace Refigure.Traces.Metrics;

/// <summary>Kinds of traces in the words of workload cards, by the names of files.</summary>
internal static class TraceKinds
{
    public static ImmutableArray<string> Of(IEnumerable<string> names)
    {
        string[] all = [.. names.Select(n => n[(n.LastIndexOf('/') + 1)..].ToLowerInvariant())];
        bool Any(Func<string, bool> which) => Array.Exists(all, n => which(n));
        var kinds = ImmutableArray.CreateBuilder<string>();
        if (Any(n => n.StartsWith("torch_et", StringComparison.Ordinal)))
        {
            kinds.Add("torch_et");
        }

        if (
            Any(n =>
                n.Contains(".pt.trace.json", StringComparison.Ordinal)
                || n.StartsWith("kineto_trace", StringComparison.Ordinal)
                || n.StartsWith("rank", StringComparison.Ordinal)
            )
        )
        {
            kinds.Add("kineto_trace");
        }

        if (
            Any(n =>
                n.EndsWith(".nsys-rep", StringComparison.Ordinal)
                || n.EndsWith(".sqlite", StringComparison.Ordinal)
                || n.Contains("cuda_gpu_", StringComparison.Ordinal)
            )
        )
        {
            kinds.Add("nsys");
        }

        return kinds.ToImmutable();
    }
}
