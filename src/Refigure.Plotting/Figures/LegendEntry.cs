using Refigure.Plotting.Marks;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Figures;

/// <summary>One line of a legend: a sample and its meaning. Any of the three samples may be absent.</summary>
/// <param name="Label">The meaning.</param>
/// <param name="Fill">A filled swatch.</param>
/// <param name="Line">A piece of line.</param>
/// <param name="Marker">A marker, in the middle of the line if there is one.</param>
public sealed record LegendEntry(string Label, Fill? Fill = null, LineStyle? Line = null, MarkerStyle? Marker = null);
