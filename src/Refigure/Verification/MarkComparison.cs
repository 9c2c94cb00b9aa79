using Refigure.Figures;

namespace Refigure.Verification;

/// <summary>A number beside its reference. One of the two is null where only one side has it.</summary>
/// <param name="Expected">The reference's.</param>
/// <param name="Actual">Ours.</param>
/// <param name="Verdict">How close they are; never <see cref="Verdict.SameTrend"/>.</param>
public sealed record MarkComparison(ReferenceMark? Expected, FigureMark? Actual, Verdict Verdict)
{
    /// <summary>Ours less the reference's, in the mark's unit; null if either has no value.</summary>
    public double? Deviation => Actual?.Y - Expected?.Mark.Y;

    /// <summary>The deviation relative to the reference; null if that is 0 or missing.</summary>
    public double? RelativeDeviation =>
        Expected?.Mark.Y is { } expected and not 0 ? Deviation / Math.Abs(expected) : null;

    /// <summary>The deviation in standard errors of the reference; null if that has none, or 0.</summary>
    public double? DeviationInStandardErrors => Expected?.Mark.Error is { } error and > 0 ? Deviation / error : null;

    /// <summary>What our figure prints there; null if nothing, or for marks without a printed text.</summary>
    public string? ActualPrinted { get; init; }

    /// <summary>What is wrong, for people: a text that differs, a side that lacks the mark; null if nothing is.</summary>
    public string? Note { get; init; }

    /// <summary>The mark, whichever side has it.</summary>
    public FigureMark Mark =>
        Expected?.Mark ?? Actual ?? throw new InvalidOperationException("A comparison has at least one side.");
}
