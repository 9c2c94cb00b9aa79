using Refigure.Figures;
using Refigure.Statistics;

namespace Refigure.Verification;

/// <summary>Whether two figures tell the same story although their numbers differ.</summary>
internal static class Trend
{
    // Above this many marks an order of bars means nothing to a reader; the pattern as a whole is compared.
    private const int MostBars = 200;
    private const double SamePattern = 0.9;

    /// <summary>What contradicts the trend; null if nothing does. Every comparison has both sides.</summary>
    public static string? Contradiction(IReadOnlyList<MarkComparison> marks, VerificationOptions options)
    {
        var bars = marks.Where(m => m.Mark.Panel is not (Panels.Annotations or Panels.Inset)).ToArray();
        if (Array.Exists(bars, m => m.Deviation is null && m.Verdict == Verdict.Different))
        {
            return "a value is missing on one side";
        }

        bars = Array.FindAll(bars, m => m.Deviation is not null);
        return (bars.Length > MostBars ? OfPattern(bars) : OfOrder(bars, options)) ?? OfFit(marks);
    }

    private static string? OfOrder(MarkComparison[] bars, VerificationOptions options)
    {
        var ordered = 0;
        for (var i = 0; i < bars.Length; i++)
        {
            for (var j = i + 1; j < bars.Length; j++)
            {
                var (a, b) = (bars[i], bars[j]);
                if (a.Mark.Series != b.Mark.Series || !AreApart(a, b, options))
                {
                    continue;
                }

                ordered++;
                if ((Expected(a) - Expected(b)) * (Actual(a) - Actual(b)) <= 0)
                {
                    return $"the order of {Name(a)} and {Name(b)} is another";
                }
            }
        }

        return bars.Length > 0 && ordered == 0 ? "the bars have no order that could be the same" : null;
    }

    // Bars that the reference itself hardly tells apart may change places.
    private static bool AreApart(MarkComparison a, MarkComparison b, VerificationOptions options) =>
        Math.Abs(Expected(a) - Expected(b))
        > options.RelativeTolerance * Math.Max(Math.Abs(Expected(a)), Math.Abs(Expected(b)));

    private static string? OfPattern(MarkComparison[] bars)
    {
        var series = bars.Where(m => m.Mark.Series == bars[0].Mark.Series || bars[0].Mark.Panel == Panels.Main)
            .ToArray();
        var fit = LinearFit.Of([.. series.Select(Expected)], [.. series.Select(Actual)]);
        return fit is { Pearson: >= SamePattern } ? null : "the pattern is another";
    }

    private static string? OfFit(IReadOnlyList<MarkComparison> marks)
    {
        foreach (var mark in marks.Where(m => m.Mark.Panel == Panels.Annotations && m.Deviation is not null))
        {
            if (mark.Mark.Series == Annotation.Slope && Expected(mark) * Actual(mark) < 0)
            {
                return "the slope has the other sign";
            }

            if (
                mark.Mark.Series == Annotation.Pearson
                && Math.Abs(mark.Deviation ?? 0) > VerificationOptions.PearsonTolerance
            )
            {
                return "the correlation is another";
            }
        }

        return null;
    }

    private static double Expected(MarkComparison mark) => mark.Expected?.Mark.Y ?? 0;

    private static double Actual(MarkComparison mark) => mark.Actual?.Y ?? 0;

    private static string Name(MarkComparison mark) => mark.Mark.Label.Length > 0 ? mark.Mark.Label : mark.Mark.X;
}
