namespace Refigure.Evaluation;

/// <summary>The words of <see cref="EvaluationVerdict"/>.</summary>
public static class EvaluationVerdicts
{
    /// <summary>The word for people and JSON.</summary>
    public static string Word(this EvaluationVerdict verdict) =>
        verdict switch
        {
            EvaluationVerdict.Passed => "passed",
            EvaluationVerdict.CouldNotRun => "could not run",
            EvaluationVerdict.NotReached => "not reached",
            EvaluationVerdict.Differs => "differs",
            EvaluationVerdict.Failed => "failed",
            _ => throw new ArgumentOutOfRangeException(nameof(verdict)),
        };

    /// <summary>The verdict of a word; null if there is none of it.</summary>
    public static EvaluationVerdict? Of(string? word) =>
        Array.Find([.. Enum.GetValues<EvaluationVerdict>().Cast<EvaluationVerdict?>()], v => v!.Value.Word() == word);
}
