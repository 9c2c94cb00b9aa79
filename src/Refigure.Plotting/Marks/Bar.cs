using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Marks;

/// <summary>One bar or one part of a stack.</summary>
/// <param name="Value">Its height in units of y; null for a missing value, which leaves its place empty.</param>
/// <param name="Error">Half the length of its error bar; null for none.</param>
/// <param name="Label">The printed value; null for none.</param>
/// <param name="Fill">Its own paint instead of the series'.</param>
public sealed record Bar(double? Value, double? Error = null, string? Label = null, Fill? Fill = null);
