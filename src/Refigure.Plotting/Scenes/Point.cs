namespace Refigure.Plotting.Scenes;

/// <summary>A position on the page in points (1/72 in), the origin at the top left, y downwards.</summary>
public readonly record struct Point(double X, double Y);
