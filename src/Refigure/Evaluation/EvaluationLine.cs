namespace Refigure.Evaluation;

/// <summary>One line of an evaluation's table: a figure, or a step that has none.</summary>
/// <param name="Part">The part that it belongs to: <c>recorded</c>, <c>smoke</c>, <c>lab</c>, <c>study</c>, or what else a step is of.</param>
/// <param name="What">What was evaluated, such as <c>figure 2</c>.</param>
/// <param name="Verdict">What it came to.</param>
/// <param name="Why">The reason, in a sentence or clause for people.</param>
public sealed record EvaluationLine(string Part, string What, EvaluationVerdict Verdict, string Why)
{
    /// <summary>The number of the figure; null if it is of none.</summary>
    public int? Figure { get; init; }

    /// <summary>What was drawn, relative to the evaluation's folder, with <c>/</c>; null if nothing was.</summary>
    public string? File { get; init; }

    /// <summary>Whether what could not be done lacks data, and not something of the machine: trying again would change nothing.</summary>
    public bool LiesInData { get; init; }
}
