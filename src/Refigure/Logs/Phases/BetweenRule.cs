using System.Collections.Immutable;
using Refigure.Logs.Tables;

namespace Refigure.Logs.Phases;

/// <summary>The time between the stamps of two lines.</summary>
/// <param name="From">Where it begins: the first of these that the log has.</param>
/// <param name="To">Where it ends: the first of these that the log has.</param>
internal sealed record BetweenRule(ImmutableArray<LogEvent> From, ImmutableArray<LogEvent> To) : PhaseRule;
