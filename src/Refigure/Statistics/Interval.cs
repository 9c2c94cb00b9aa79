namespace Refigure.Statistics;

/// <summary>A confidence interval, in the values' unit.</summary>
public readonly record struct Interval(double Low, double High);
