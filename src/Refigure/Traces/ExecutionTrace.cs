using System.Collections.Immutable;

namespace Refigure.Traces;

/// <summary>
/// PyTorch's execution trace (<c>torch_et_RANK.json</c>): which operators ran on the host, and in which order. There is no time of a
/// kernel in it.
/// </summary>
/// <param name="Source">The file's name, for people.</param>
/// <param name="Schema">Its version, such as <c>1.1.1-chakra.0.0.4</c>; null if it is not said.</param>
public sealed record ExecutionTrace(string Source, string? Schema)
{
    /// <summary>All nodes.</summary>
    public long Nodes { get; init; }

    /// <summary>Nodes that are operators, such as <c>aten::mm</c>.</summary>
    public long Operators { get; init; }

    /// <summary>Steps of the profiler: one more than there were iterations, for its last one only opens.</summary>
    public long Steps { get; init; }

    /// <summary>Calls of each operator, the most frequent first.</summary>
    public ImmutableArray<(string Name, long Calls)> Calls { get; init; } = [];

    /// <summary>Nodes that could not be read.</summary>
    public long Damaged { get; init; }

    /// <summary>Whether the text ends before its own end.</summary>
    public bool IsTruncated { get; init; }

    /// <summary>What was read and what cannot be told from it, in a sentence.</summary>
    public string Coverage =>
        $"{Source}: {Nodes} nodes, {Operators} operators, {Steps} steps of the profiler{(Damaged > 0 ? $", {Damaged} damaged" : "")}{(IsTruncated ? ", and it breaks off" : "")}; CPU operators only: no kernel times."
        + (
            Operators == 0
                ? " It has no operators either: only the driver's process was observed, not the workers."
                : ""
        );
}
