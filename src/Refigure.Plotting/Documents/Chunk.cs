using System.Collections.Immutable;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Documents;

/// <summary>What of a block stays together on a page; places are from its own upper left corner.</summary>
/// <param name="Height">Its height.</param>
/// <param name="Items">What is painted.</param>
internal sealed record Chunk(double Height, ImmutableArray<SceneItem> Items)
{
    /// <summary>Empty room above it, but not at the top of a page.</summary>
    public double Before { get; init; }

    /// <summary>Whether the next one must not be on another page.</summary>
    public bool StaysWithNext { get; init; }

    /// <summary>Where a reader can type.</summary>
    public ImmutableArray<FormField> Fields { get; init; } = [];

    /// <summary>Whether it begins a page.</summary>
    public bool BeginsPage { get; init; }
}
