using System.Collections.Immutable;

namespace Refigure.Plotting.Documents;

/// <summary>Lines as one types them, on a grey ground; what is too long is cut, and goes on indented.</summary>
/// <param name="Lines">The lines.</param>
public sealed record Listing(ImmutableArray<string> Lines) : Block;
