namespace Refigure.Plotting.Marks;

/// <summary>The straight line y = intercept + slope · x, in data units also on log axes.</summary>
/// <param name="Name">The name in the legend; empty stays out of it.</param>
/// <param name="Slope">Units of y for one of x.</param>
/// <param name="Intercept">y at x = 0.</param>
/// <param name="FromX">The left end.</param>
/// <param name="ToX">The right end.</param>
/// <param name="Line">The line's look.</param>
public sealed record FittedLine(string Name, double Slope, double Intercept, double FromX, double ToX, LineStyle Line)
    : Mark;
