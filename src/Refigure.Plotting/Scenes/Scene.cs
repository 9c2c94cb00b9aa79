using System.Collections.Immutable;

namespace Refigure.Plotting.Scenes;

/// <summary>
/// A laid-out page: everything that will be painted, at its final place. The renderers turn it into bytes;
/// tests look at it to see what a reader sees.
/// </summary>
/// <param name="Width">Page width in points.</param>
/// <param name="Height">Page height in points.</param>
/// <param name="Items">What is painted, in order.</param>
public sealed record Scene(double Width, double Height, ImmutableArray<SceneItem> Items)
{
    /// <summary>Where the tagged data lies, in drawing order; not painted.</summary>
    public ImmutableArray<Target> Targets { get; init; } = [];
}
