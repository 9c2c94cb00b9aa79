using System.Collections.Immutable;

namespace Refigure.Nodes.Gpus;

/// <summary>The processes that compute on a machine's GPUs.</summary>
/// <param name="Processes">The processes; one is there once for each of its GPUs.</param>
/// <param name="Problem">Why they are not known, in a clause; null if they are.</param>
public sealed record GpuProcessList(ImmutableArray<GpuProcess> Processes, string? Problem);
