namespace Refigure.Build.Evaluation;

/// <summary>The parts of an evaluation, as they are called in its table and as its folders.</summary>
internal static class EvaluationParts
{
    public const string Machine = "machine";
    public const string Recorded = "recorded";
    public const string Study = "study";
    public const string Smoke = "smoke";
    public const string Lab = "lab";
    public const string Report = "report";
}
