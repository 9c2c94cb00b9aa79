using System.Collections.Immutable;
using Refigure.Nodes;
using Refigure.Nodes.Slurm;
using Refigure.Planning;

namespace Refigure.Build.Nodes;

/// <summary>What a node has to do.</summary>
/// <param name="Node">The node, of kind <c>ssh</c> or <c>slurm</c>.</param>
/// <param name="Arguments">What decides which runs are made, and how.</param>
/// <param name="Experiments">The experiments whose runs it may have.</param>
/// <param name="Plan">Plans its part anew, from the runs that are here.</param>
/// <param name="Force">Whether runs that are there are made again.</param>
internal sealed record RemoteWork(
    NodeSpec Node,
    ImmutableArray<string> Arguments,
    ImmutableArray<string> Experiments,
    Func<Plan> Plan,
    bool Force
)
{
    /// <summary>The hub's token, where a model is of the hub; null for none.</summary>
    public string? Token { get; init; }

    /// <summary>Whether a plan whose runs are all there is not precise enough yet, so that the node is to make further ones.</summary>
    public Func<Plan, bool> WantsMore { get; init; } = static _ => false;

    /// <summary>Not its token.</summary>
    public override string ToString() => Job;

    /// <summary>How the engine of an environment spans machines.</summary>
    public Func<string, SpanningEngine?> Spanning { get; init; } = static _ => null;

    /// <summary>The name of the job that does it.</summary>
    public string Job => RemoteArguments.JobOf(Arguments);
}
