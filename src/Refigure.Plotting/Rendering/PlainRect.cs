using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Rendering;

/// <summary>A rectangle in one plain colour, without outline: a bar, a cell of a heat map.</summary>
internal readonly record struct PlainRect(GridRect Rect, Rgb Color);
