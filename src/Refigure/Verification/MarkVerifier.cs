using Refigure.Figures;
using Refigure.Statistics;

namespace Refigure.Verification;

/// <summary>Judges one number against its reference.</summary>
internal static class MarkVerifier
{
    public static MarkComparison Compare(
        int figure,
        ReferenceMark? expected,
        FigureMark? actual,
        VerificationOptions options
    )
    {
        if (expected is null || actual is null)
        {
            var who = expected is null ? "the reference does not have it" : "our figure does not have it";
            return new MarkComparison(expected, actual, Verdict.Different) { Note = who };
        }

        var printed = actual.Panel == Panels.Annotations ? actual.Label : Printed(figure, actual);
        var verdict = OfValues(expected.Mark, actual, options);
        string? note = null;
        if (expected.SaysPrinted && !string.Equals(expected.Printed, printed, StringComparison.Ordinal))
        {
            note = $"prints '{printed}' instead of '{expected.Printed}'";
            verdict = verdict.Or(Verdict.WithinTolerance);
        }

        // Bars of one series stand at what they are set against; grouped bars only stand beside each other.
        if (actual.Series.Length == 0 && MarkMatcher.DifferentX(expected.Mark.X, actual.X))
        {
            note = $"stands at {actual.X} instead of {expected.Mark.X}";
            verdict = Verdict.Different;
        }

        return new MarkComparison(expected, actual, verdict) { ActualPrinted = printed, Note = note };
    }

    private static string? Printed(int figure, FigureMark mark) =>
        mark.Panel == Panels.Main ? FigureNumberText.InMark(figure, mark.Y) : null;

    private static Verdict OfValues(FigureMark expected, FigureMark actual, VerificationOptions options)
    {
        if (expected.Y is not { } theirs || actual.Y is not { } ours)
        {
            return expected.Y is null && actual.Y is null ? Verdict.Identical : Verdict.Different;
        }

        var sameError =
            expected.Error is not { } theirError
            || (actual.Error is { } ourError && VerificationOptions.AreSame(theirError, ourError));
        if (VerificationOptions.AreSame(theirs, ours) && sameError)
        {
            return Verdict.Identical;
        }

        // The slack keeps a deviation of exactly the tolerance within it.
        var most = options.RelativeTolerance + VerificationOptions.SameRelative;
        var close = Math.Abs(ours - theirs) <= most * Math.Abs(theirs);
        return close || Overlap(expected, actual) ? Verdict.WithinTolerance : Verdict.Different;
    }

    private static bool Overlap(FigureMark expected, FigureMark actual) =>
        HalfWidth(expected, actual.N) is { } theirs
        && HalfWidth(actual, expected.N) is { } ours
        && Math.Abs((actual.Y ?? 0) - (expected.Y ?? 0)) <= theirs + ours;

    private static double? HalfWidth(FigureMark mark, int? otherN) =>
        (mark.N ?? otherN) is { } n and > 1 && mark.Error is { } error
            ? error * StudentQuantile.TwoSided95(n - 1)
            : null;
}
