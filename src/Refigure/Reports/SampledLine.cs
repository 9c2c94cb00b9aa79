using System.Collections.Immutable;

namespace Refigure.Reports;

/// <summary>A quantity over the time of a run, thinned out for a small line.</summary>
/// <param name="Name">What it is, such as <c>GPU 0 temperature</c>.</param>
/// <param name="Unit">Its unit; empty for a share or a flag.</param>
/// <param name="Values">Values at even distances from the first sample to the last; null where there is none.</param>
/// <param name="Least">The least of all samples that were looked at.</param>
/// <param name="Most">The most of them.</param>
public sealed record SampledLine(string Name, string Unit, ImmutableArray<double?> Values, double Least, double Most);
