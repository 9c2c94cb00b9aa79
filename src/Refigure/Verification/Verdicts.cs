namespace Refigure.Verification;

/// <summary>The words of <see cref="Verdict"/>.</summary>
public static class Verdicts
{
    /// <summary>The word for people and JSON: <c>identical</c>, <c>within tolerance</c>, <c>same trend</c>, <c>different</c>.</summary>
    public static string Word(this Verdict verdict) =>
        verdict switch
        {
            Verdict.Identical => "identical",
            Verdict.WithinTolerance => "within tolerance",
            Verdict.SameTrend => "same trend",
            Verdict.Different => "different",
            _ => throw new ArgumentOutOfRangeException(nameof(verdict)),
        };

    /// <summary>The worse of two.</summary>
    public static Verdict Or(this Verdict left, Verdict right) => left > right ? left : right;
}
