using System.Collections.Immutable;

namespace Refigure.Plotting.Marks;

/// <summary>Points that are not joined.</summary>
/// <param name="Name">The name in the legend; empty stays out of it.</param>
/// <param name="Points">The points.</param>
/// <param name="Marker">Their look; a point's own colour and shape come first.</param>
public sealed record ScatterMark(string Name, ImmutableArray<PlotPoint> Points, MarkerStyle Marker) : Mark;
