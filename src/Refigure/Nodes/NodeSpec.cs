using System.Collections.Immutable;
using Refigure.Nodes.Slurm;
using Refigure.Nodes.Ssh;

namespace Refigure.Nodes;

/// <summary>A named node of <c>envs/nodes.yaml</c>, or of the user's own <c>envs/nodes.local.yaml</c>.</summary>
/// <param name="Name">Its name, also a folder name.</param>
/// <param name="Kind">
/// How it is reached: <c>local</c>, this machine; <c>ssh</c>, with the system's OpenSSH client; <c>slurm</c>, a
/// site whose login node is this machine or is reached with ssh; or <c>manual</c>, by its user alone, who runs there what is to be measured there.
/// </param>
/// <param name="Describe">What it is, for people; null if not said.</param>
public sealed record NodeSpec(string Name, string Kind, string? Describe)
{
    /// <summary>How it, or the site's login node, is reached, and where things lie there; null for other kinds than <c>ssh</c> and <c>slurm</c>.</summary>
    public SshReach? Ssh { get; init; }

    /// <summary>What is asked of the site; null for other kinds than <c>slurm</c>.</summary>
    public SlurmSite? Slurm { get; init; }

    /// <summary>Facts that it is expected to have, each a part of the fact's text, such as <c>gpu</c> → <c>H100</c>.</summary>
    public ImmutableSortedDictionary<string, string> Expect { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
}
