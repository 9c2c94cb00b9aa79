using System.Collections.Immutable;
using Refigure.Figures;

namespace Refigure.Drawing;

/// <summary>A row of a heat map: the samples of one core over time.</summary>
/// <param name="Samples">Its marks, in the order of time, at least one.</param>
/// <param name="End">When the last sample ends, in seconds; the first begins at 0.</param>
public sealed record SampleRow(ImmutableArray<FigureMark> Samples, double End);
