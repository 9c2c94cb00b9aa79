using System.Collections.Immutable;
using Refigure.Figures;

namespace Refigure.Verification;

/// <summary>Compares a figure's numbers with a reference's and gives a verdict.</summary>
public static class FigureVerifier
{
    /// <summary>Compares computed data, or the marks of its CSV, with a reference of the same figure.</summary>
    public static FigureComparison Compare(
        ImmutableArray<FigureMark> marks,
        ReferenceFigure reference,
        VerificationOptions options
    )
    {
        var ours = reference.IsSummary ? ProcessorUseSummary.Of(marks) : marks;
        var expected = reference.Marks.Where(m => IsCompared(m.Mark)).ToImmutableArray();
        ImmutableArray<MarkComparison> compared =
        [
            .. MarkMatcher
                .Match(expected, [.. ours.Where(m => IsCompared(m) && IsAskedFor(m, expected))])
                .Select(p => MarkVerifier.Compare(reference.Number, p.Expected, p.Actual, options)),
        ];
        var (verdict, reason) = Judge(compared, options);
        return new FigureComparison(reference.Number, verdict, reason, compared);
    }

    // Footnotes and axis titles are words, not results.
    private static bool IsCompared(FigureMark mark) =>
        mark.Panel != Panels.Annotations
        || mark.Series is not (Annotation.Note or Annotation.Axis or Annotation.LoadAxis);

    // A reference may give bars only; a number behind the drawing that it does not have is then no difference.
    private static bool IsAskedFor(FigureMark mark, ImmutableArray<ReferenceMark> expected) =>
        mark.Panel switch
        {
            Panels.Annotations => expected.Any(e => e.Mark.Panel == mark.Panel && e.Mark.Series == mark.Series),
            Panels.Inset => expected.Any(e => e.Mark.Panel == mark.Panel),
            _ => true,
        };

    private static (Verdict Verdict, string Reason) Judge(
        ImmutableArray<MarkComparison> marks,
        VerificationOptions options
    )
    {
        if (marks.IsEmpty)
        {
            return (Verdict.Different, "the reference has no number to compare");
        }

        var lacking = marks.Count(m => m.Actual is null);
        var extra = marks.Count(m => m.Expected is null);
        if (lacking + extra > 0)
        {
            return (
                Verdict.Different,
                $"{lacking} of the reference's numbers are not in our figure, and {extra} of ours are not in the reference"
            );
        }

        // A bar without a value has no place in an order, and must not be taken for one of height 0.
        if (marks.FirstOrDefault(m => (m.Expected?.Mark.Y is null) != (m.Actual?.Y is null)) is { } gap)
        {
            return (
                Verdict.Different,
                $"{(gap.Actual?.Y is null ? "ours" : "the reference")} has no value of {Name(gap.Mark)}"
            );
        }

        var worst = marks.Max(m => m.Verdict);
        if (worst == Verdict.Identical)
        {
            return (worst, $"all {marks.Length} numbers are the same");
        }

        if (worst == Verdict.WithinTolerance)
        {
            return (worst, $"{marks.Count(m => m.Verdict == worst)} of {marks.Length} numbers deviate{Largest(marks)}");
        }

        return Trend.Contradiction(marks, options) is { } contradiction
            ? (Verdict.Different, contradiction + Largest(marks))
            : (Verdict.SameTrend, $"the order of the bars and the trend are the same{Largest(marks)}");
    }

    private static string Largest(ImmutableArray<MarkComparison> marks)
    {
        var largest = marks.MaxBy(m => Math.Abs(m.RelativeDeviation ?? 0));
        return largest?.RelativeDeviation is { } deviation and not 0
            ? $"; the largest deviation is {FigureNumberText.TwoDecimals(100 * deviation)} % ({Name(largest.Mark)})"
            : "";
    }

    private static string Name(FigureMark mark) =>
        string.Join(' ', new[] { mark.Series, mark.Label, mark.X }.Where(t => t.Length > 0).Take(2));
}
