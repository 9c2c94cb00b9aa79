using System.Collections.Immutable;

namespace Refigure.Environments;

/// <summary>A program that is run to its end.</summary>
/// <param name="Program">The program, absolute.</param>
/// <param name="Arguments">Its arguments, one each; no shell reads them.</param>
/// <param name="Directory">Its working directory.</param>
public sealed record ToolCall(string Program, ImmutableArray<string> Arguments, string Directory)
{
    /// <summary>Environment variables on top of this process's own.</summary>
    public ImmutableSortedDictionary<string, string> Variables { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Whether it gets none of this process's variables that hold secrets.</summary>
    public bool WithoutSecrets { get; init; }
}
