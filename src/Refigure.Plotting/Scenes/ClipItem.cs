using System.Collections.Immutable;

namespace Refigure.Plotting.Scenes;

/// <summary>Items of which only the part inside <paramref name="Bounds"/> is painted.</summary>
public sealed record ClipItem(Rect Bounds, ImmutableArray<SceneItem> Items) : SceneItem;
