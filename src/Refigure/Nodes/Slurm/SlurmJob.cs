using System.Collections.Immutable;

namespace Refigure.Nodes.Slurm;

/// <summary>What is known of a part's job.</summary>
/// <param name="Part">The part.</param>
/// <param name="Id">Its number; null if it has none yet, or nobody wrote it down.</param>
/// <param name="Claim">Whether somebody is about to submit it: <c>no</c>, <c>new</c> or <c>old</c>.</param>
/// <param name="Tasks">Itself, or its elements.</param>
public sealed record SlurmJob(string Part, string? Id, string Claim, ImmutableArray<SlurmTask> Tasks);
