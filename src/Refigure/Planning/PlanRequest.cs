using System.Collections.Immutable;
using Refigure.Results;

namespace Refigure.Planning;

/// <summary>What is to be planned.</summary>
/// <param name="Experiments">The experiments.</param>
/// <param name="Runs">The runs root.</param>
/// <param name="Node">The node of cases that name none.</param>
public sealed record PlanRequest(ImmutableArray<ExperimentCases> Experiments, string Runs, string Node)
{
    /// <summary>Only cases on this node; null for all.</summary>
    public string? OnlyNode { get; init; }

    /// <summary>Whether runs of a node are wanted, by its name: all are, unless this says otherwise.</summary>
    public Func<string, bool> IsWanted { get; init; } = static _ => true;

    /// <summary>Whether a run is to be made if it is missing: all are, unless this says otherwise.</summary>
    public Func<RunIdentity, bool> IsAskedFor { get; init; } = static _ => true;

    /// <summary>How often each case is run in each cache state, in place of what the experiment says; null for that.</summary>
    public int? Iterations { get; init; }

    /// <summary>Whether runs that are there are made again.</summary>
    public bool Force { get; init; }
}
