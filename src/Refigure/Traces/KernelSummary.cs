using System.Collections.Immutable;
using Refigure.Traces.Analysis;

namespace Refigure.Traces;

/// <summary>A table of kernels that another program summed up: there are no times of single events behind it.</summary>
/// <param name="Source">The file's name, for people.</param>
/// <param name="Kernels">The one with the most time first.</param>
/// <param name="Skipped">Lines that could not be read.</param>
/// <param name="IsPart">Whether the table has only some of the kernels: its shares do not add up to 100 %.</param>
public sealed record KernelSummary(string Source, ImmutableArray<KernelTime> Kernels, long Skipped, bool IsPart);
