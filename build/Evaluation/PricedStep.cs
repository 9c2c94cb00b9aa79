using Refigure.Evaluation;

namespace Refigure.Build.Evaluation;

/// <summary>A step with its price.</summary>
/// <param name="Step">The step.</param>
/// <param name="Price">What it costs now.</param>
/// <param name="Done">How an earlier evaluation did it, if that still holds; null if it is to be done.</param>
/// <param name="Why">Why it is done again; null if it was not done before.</param>
internal sealed record PricedStep(IEvaluationStep Step, StepPrice Price, StepRecord? Done, string? Why)
{
    /// <summary>What a reader of the plan must know.</summary>
    public string? Note =>
        Why is null ? Price.Note : $"{Price.Note}{(Price.Note is null ? "" : "; ")}again, since {Why}";
}
