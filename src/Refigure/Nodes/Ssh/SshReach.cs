using System.Collections.Immutable;

namespace Refigure.Nodes.Ssh;

/// <summary>How a machine is reached with the system's OpenSSH client, and where things lie there.</summary>
/// <param name="Host">An alias of the user's ssh configuration, a host, or <c>user@host</c>.</param>
public sealed record SshReach(string Host)
{
    /// <summary>Whether the shell there is this machine's own: the login node of a Slurm site on which the command is typed.</summary>
    public bool IsThisMachine { get; init; }

    /// <summary>The folder there that everything goes into; relative to the user's home there.</summary>
    public string Folder { get; init; } = "refigure";

    /// <summary>The port; null for that of the user's ssh configuration.</summary>
    public int? Port { get; init; }

    /// <summary>Where models and environments lie there; null for <c>store</c> in <see cref="Folder"/>.</summary>
    public string? Store { get; init; }

    /// <summary>The interpreter there that Python environments are made with; null for the usual one.</summary>
    public string? Python { get; init; }

    /// <summary>A folder of wheels there; null for the package index.</summary>
    public string? Wheelhouse { get; init; }

    /// <summary>Folders there in which programs are looked for before the usual ones.</summary>
    public ImmutableArray<string> Path { get; init; } = [];

    /// <summary>The ssh configuration to use in place of the user's; null for the user's.</summary>
    public string? Configuration { get; init; }

    /// <summary>Options of <c>ssh_config(5)</c> on top, each <c>NAME=VALUE</c>.</summary>
    public ImmutableArray<string> Options { get; init; } = [];
}
