using System.Collections.Immutable;
using Refigure.Quality;
using Refigure.Results;

namespace Refigure.Imports;

/// <summary>What an import did.</summary>
/// <param name="New">Runs that were not there.</param>
/// <param name="AlreadyThere">Runs that were there already, the same to the last byte; nothing was done.</param>
/// <param name="Replaced">Runs that differed and were replaced, because that was allowed.</param>
/// <param name="Findings">What a reader should know about the source; none of it dropped a run.</param>
/// <param name="Runs">Every run that is in the runs root now, as it was read for <c>measurements.csv</c>.</param>
public sealed record ImportResult(
    int New,
    int AlreadyThere,
    int Replaced,
    ImmutableArray<Finding> Findings,
    ImmutableArray<MeasuredRun> Runs
);
