using System.Collections.Immutable;
using Refigure.Results;

namespace Refigure.Build.Figures;

/// <summary>Runs of one profile.</summary>
/// <param name="All">All of them.</param>
/// <param name="Real">Those whose engine read its model's weights, and did not make some up.</param>
internal sealed record RunSet(ImmutableArray<MeasuredRun> All, ImmutableArray<MeasuredRun> Real);
