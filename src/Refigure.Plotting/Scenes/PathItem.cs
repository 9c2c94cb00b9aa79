namespace Refigure.Plotting.Scenes;

/// <summary>A filled and/or stroked outline (non-zero winding).</summary>
public sealed record PathItem(PathGeometry Path, Fill? Fill = null, Stroke? Stroke = null) : SceneItem;
