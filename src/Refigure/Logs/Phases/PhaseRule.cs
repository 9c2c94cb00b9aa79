namespace Refigure.Logs.Phases;

/// <summary>Where a phase's value comes from.</summary>
internal abstract record PhaseRule;
