using Refigure.Logs.Tables;

namespace Refigure.Logs.Phases;

/// <summary>The number in a line; where several processes print it, the largest: the slowest decides.</summary>
internal sealed record PrintedRule(LogEvent Event) : PhaseRule;
