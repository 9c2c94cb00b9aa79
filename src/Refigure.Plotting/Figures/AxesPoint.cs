namespace Refigure.Plotting.Figures;

/// <summary>A place in fractions of a panel: (0, 0) is its bottom left corner, (1, 1) its top right.</summary>
public readonly record struct AxesPoint(double X, double Y);
