using System.Collections.Immutable;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Marks;

/// <summary>Bars of one meaning, one for each category.</summary>
/// <param name="Name">The name in the legend; empty stays out of it.</param>
/// <param name="Bars">The bars, in the order of the categories.</param>
/// <param name="Fill">Their paint.</param>
public sealed record BarSeries(string Name, ImmutableArray<Bar> Bars, Fill Fill);
