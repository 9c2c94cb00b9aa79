using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Marks;

/// <summary>How a point is drawn.</summary>
/// <param name="Shape">Its shape.</param>
/// <param name="Color">Its colour.</param>
/// <param name="Size">Its diameter in points.</param>
public sealed record MarkerStyle(MarkerShape Shape, Rgb Color, double Size = 4);
