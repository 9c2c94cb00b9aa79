using System.Globalization;

namespace Refigure.Results;

/// <summary>The size of the graph that an engine compiled, as it lies in its compile cache.</summary>
public static class CompiledGraph
{
    /// <summary>The file in which vLLM writes it down, as text, beside what it compiled from it.</summary>
    public const string FileName = "computation_graph.py";

    /// <summary>The fact of <c>cache_evidence</c> that tells its bytes.</summary>
    public const string Fact = "compiled_graph_bytes";

    /// <summary>Its bytes; null if the run does not tell.</summary>
    public static long? Bytes(RunRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return long.TryParse(
            record.CacheEvidence.GetValueOrDefault(Fact),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var bytes
        )
            ? bytes
            : null;
    }
}
