namespace Refigure.Nodes.Slurm;

/// <summary>An engine that spans machines, with its own distributed back end.</summary>
/// <param name="Environment">Its environment's name.</param>
/// <param name="Folder">Where the environment will lie, below the store.</param>
/// <param name="UsesRay">
/// Whether it spans machines with Ray; else with processes that are told their rank (<c>--nnodes</c>, <c>--node-rank</c>,
/// <c>--master-addr</c>).
/// </param>
public sealed record SpanningEngine(string Environment, string Folder, bool UsesRay);
