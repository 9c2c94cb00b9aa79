using System.Collections.Immutable;
using Refigure.Planning;
using Refigure.Results;

namespace Refigure.Running;

/// <summary>How one run ended.</summary>
/// <param name="Run">The run.</param>
/// <param name="Record">Its record, valid or not; null if it failed and left none.</param>
/// <param name="Failure">Why there is no record, for people: what happened, the last lines of stderr, where the log is.</param>
/// <param name="Elapsed">How long it took, preparation included.</param>
public sealed record RunOutcome(PlannedRun Run, RunRecord? Record, ImmutableArray<string> Failure, TimeSpan Elapsed);
