namespace Refigure.Evaluation;

/// <summary>What a step of an evaluation costs.</summary>
/// <param name="Time">How long it takes; null if nobody knows.</param>
/// <param name="Bytes">The disk that it takes.</param>
/// <param name="Note">What a reader must know, a clause; null for nothing.</param>
public sealed record StepPrice(TimeSpan? Time, long Bytes, string? Note = null);
