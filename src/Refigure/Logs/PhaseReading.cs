using System.Collections.Immutable;

namespace Refigure.Logs;

/// <summary>One phase of one startup log.</summary>
/// <param name="Phase">The phase's key (design section 2), such as <c>load_weights</c>.</param>
/// <param name="Status">How the value came about.</param>
/// <param name="Value">The value; null unless <see cref="PhaseStatus.Read"/> or <see cref="PhaseStatus.Derived"/>.</param>
/// <param name="Unit">The unit: <c>s</c>, but for sizes.</param>
/// <param name="Lines">The 1-based line numbers that the value came from, ascending; the last one completes it.</param>
/// <param name="Note">For people: "expected since 0.9.1", "model_loading - model_init"; null if there is nothing to say.</param>
public sealed record PhaseReading(
    string Phase,
    PhaseStatus Status,
    double? Value,
    string Unit,
    ImmutableArray<int> Lines,
    string? Note = null
);
