using System.Collections.Immutable;
using Cake.Core.Diagnostics;

namespace Cake.Frosting.Hosting.Commands;

/// <summary>A command line, read.</summary>
internal sealed record HostOptions
{
    /// <summary>The target where none is named.</summary>
    public const string DefaultTarget = "Default";

    public HostCommand Command { get; init; } = HostCommand.Run;

    public ImmutableArray<string> Targets { get; init; } = [DefaultTarget];

    public bool Exclusive { get; init; }

    public Verbosity Verbosity { get; init; } = Verbosity.Normal;

    /// <summary>The working directory; null if it stays.</summary>
    public string? Working { get; init; }

    /// <summary>The options that are the project's, in order, and the targets under the name "target".</summary>
    public ImmutableArray<NamedValue> Arguments { get; init; } = [];
}
