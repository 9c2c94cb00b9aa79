using System.Collections.Immutable;

namespace Refigure.Nodes.Slurm;

/// <summary>Everything that a batch script says.</summary>
public sealed record SlurmBatch
{
    /// <summary>The node's name.</summary>
    public required string Node { get; init; }

    /// <summary>What is asked of the site.</summary>
    public required SlurmSite Site { get; init; }

    /// <summary>The name of the work that it is a part of.</summary>
    public required string Job { get; init; }

    /// <summary>The part.</summary>
    public required SlurmPart Part { get; init; }

    /// <summary>The node's folder on the file system that all machines share, absolute.</summary>
    public required string Folder { get; init; }

    /// <summary>Where models and environments lie, absolute or relative to the folder.</summary>
    public required string Store { get; init; }

    /// <summary>The digest of the host that is there.</summary>
    public required string Host { get; init; }

    /// <summary>The digest of the checkout that is there.</summary>
    public required string Checkout { get; init; }

    /// <summary>The digest of the data sets that are there; null for none.</summary>
    public string? Data { get; init; }

    /// <summary>The host's arguments, but for where runs go and which are wanted.</summary>
    public required ImmutableArray<string> Arguments { get; init; }

    /// <summary>Folders in which programs are looked for before the usual ones.</summary>
    public ImmutableArray<string> Path { get; init; } = [];

    /// <summary>The version of the engine that spans the machines, and the folder of its environment; null where none does.</summary>
    public SpanningEngine? Engine { get; init; }

    /// <summary>The name of the part's folder.</summary>
    public string Name => $"{Job}.{Part.Name}";

    /// <summary>The job's name at the site, by which it is found.</summary>
    public string JobName => SlurmScripts.JobPrefix + Name;
}
