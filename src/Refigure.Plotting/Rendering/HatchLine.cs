using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Rendering;

/// <summary>One line of a hatch.</summary>
internal sealed record HatchLine(Point From, Point To);
