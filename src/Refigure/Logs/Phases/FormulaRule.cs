using System.Collections.Immutable;

namespace Refigure.Logs.Phases;

/// <summary>Other phases added and taken away.</summary>
/// <param name="Plus">Added; all of them must have a value.</param>
/// <param name="Minus">Taken away; must have a value.</param>
/// <param name="MinusIfAny">Taken away; counts as nothing where it does not apply.</param>
internal sealed record FormulaRule(
    ImmutableArray<string> Plus,
    ImmutableArray<string> Minus,
    ImmutableArray<string> MinusIfAny
) : PhaseRule
{
    /// <summary>The formula, for people.</summary>
    public string Text { get; } = string.Join(" - ", [string.Join(" + ", Plus), .. Minus, .. MinusIfAny]);
}
