using System.Collections.Immutable;
using Refigure.Figures;

namespace Refigure.Drawing;

/// <summary>A row of a heat map: the samples of one core over time.</summary>
/// <param name="Samples">Its marks, in the order of time, at least one.</param>
/// <param name="ToX">Where the last sample ends on the x axis, which begins at 0.</param>
public sealed record SampleRow(ImmutableArray<FigureMark> Samples, double ToX);
