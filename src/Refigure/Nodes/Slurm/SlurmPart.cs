using System.Collections.Immutable;

namespace Refigure.Nodes.Slurm;

/// <summary>One job of a site: runs that take the same GPUs, one after the other in one allocation, or an array by iteration.</summary>
/// <param name="Name">Its name within the work, such as <c>gpus-2</c>; also a part of a folder's name.</param>
/// <param name="Nodes">How many machines it takes.</param>
/// <param name="GpusPerNode">How many GPUs it takes of each; 0 for none.</param>
/// <param name="Runs">The runs, as folders below the runs root.</param>
public sealed record SlurmPart(string Name, int Nodes, int GpusPerNode, ImmutableArray<string> Runs)
{
    /// <summary>The iterations that are elements of an array; empty for one job that makes all.</summary>
    public ImmutableArray<int> Elements { get; init; } = [];

    /// <summary>The part that must have ended well before; null if none.</summary>
    public string? After { get; init; }

    /// <summary>The environment whose engine spans the machines; null where each engine is on one machine.</summary>
    public string? Spanning { get; init; }
}
