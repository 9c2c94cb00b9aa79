using System.Collections.Immutable;

namespace Refigure.Nodes.Slurm;

/// <summary>What is asked of a Slurm site for a node's runs: data of <c>nodes.yaml</c>, each checked, nothing that a shell carries out.</summary>
public sealed record SlurmSite
{
    /// <summary>The account that pays, <c>--account</c>; null for the user's usual one.</summary>
    public string? Account { get; init; }

    /// <summary>The partition, <c>--partition</c>; null for the site's usual one.</summary>
    public string? Partition { get; init; }

    /// <summary>What machines must have, <c>--constraint</c>; null for any.</summary>
    public string? Constraint { get; init; }

    /// <summary>The quality of service, <c>--qos</c>; null for the usual one.</summary>
    public string? Qos { get; init; }

    /// <summary>The time limit of a job as Slurm writes it, <c>--time</c>; null for the partition's.</summary>
    public string? Time { get; init; }

    /// <summary>How many GPUs a machine has. A case that needs more takes several machines.</summary>
    public int GpusPerNode { get; init; } = 4;

    /// <summary>Cores of a job on each machine, <c>--cpus-per-task</c>; null for what the site gives.</summary>
    public int? Cpus { get; init; }

    /// <summary>Memory of a job on each machine as Slurm writes it, <c>--mem</c>; null for what the site gives.</summary>
    public string? Memory { get; init; }

    /// <summary>Seconds before the time limit at which runs are ended in order, and what is left is submitted again.</summary>
    public int SignalBefore { get; init; } = 120;

    /// <summary>What <c>module load</c> loads before anything runs.</summary>
    public ImmutableArray<string> Modules { get; init; } = [];

    /// <summary>Further <c>#SBATCH</c> options, each <c>--NAME=VALUE</c> or <c>--NAME</c>.</summary>
    public ImmutableArray<string> Options { get; init; } = [];

    /// <summary>Whether iterations that disturb no other are jobs of their own, elements of an array.</summary>
    public bool Array { get; init; }

    /// <summary>How many elements of an array run at a time; null for as many as Slurm lets.</summary>
    public int? JobsAtOnce { get; init; }
}
