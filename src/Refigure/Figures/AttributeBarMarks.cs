using System.Collections.Immutable;
using Refigure.Statistics;

namespace Refigure.Figures;

/// <summary>
/// Bars sorted by an attribute, the same points in an inset with the line fitted to their means, and its coefficient. The
/// line is given at every point's x; points that are left out of the fit have it too.
/// </summary>
internal static class AttributeBarMarks
{
    public static void Add(FigureDraft draft, ImmutableArray<AttributeBar> bars, string metric, string attributeUnit)
    {
        AttributeBar[] sorted =
        [
            .. bars.OrderBy(b => b.X ?? double.PositiveInfinity)
                .ThenBy(b => b.Size)
                .ThenBy(b => b.Runs.Case, StringComparer.Ordinal),
        ];
        FigureMark[] marks =
        [
            .. sorted.Select(b => draft.Mean(Panels.Main, series: "", b.Label, Text(b.X), b.Runs, metric)),
        ];
        draft.AddRange(marks);
        var points = sorted
            .Zip(marks)
            .Where(p => p.First.X is not null && p.Second.Y is not null)
            .Select(p => (X: p.First.X ?? 0, Y: p.Second.Y ?? 0, p.First.IsFitted, Mark: p.Second))
            .ToArray();
        draft.AddRange(points.Select(p => p.Mark with { Panel = Panels.Inset, Series = "points", Error = null }));
        var fit = LinearFit.Of(
            [.. points.Select(p => p.X)],
            [.. points.Select(p => p.Y)],
            [.. points.Select(p => !p.IsFitted)]
        );
        ImmutableArray<MarkSource> fitted = [.. points.Where(p => p.IsFitted).SelectMany(p => p.Mark.Sources)];
        if (fit is not { N: > 2, Pearson: { } pearson } line)
        {
            draft.Find("no-fit", "Fewer than three points with different values: no line is fitted.", []);
            return;
        }

        draft.AddRange(
            points.Select(p =>
                p.Mark with
                {
                    Panel = Panels.Inset,
                    Series = "fit",
                    Y = line.At(p.X),
                    Error = null,
                    N = line.N,
                    Sources = fitted,
                }
            )
        );
        var unit = draft.Recipe.Unit;
        var printed = $"PCC = {FigureNumberText.TwoDecimals(pearson)}";
        draft.Add(AnnotationMark(Annotation.Pearson, printed, pearson, "", line.N, fitted));
        draft.Add(AnnotationMark(Annotation.Slope, "", line.Slope, $"{unit}/{attributeUnit}", line.N, fitted));
        draft.Add(AnnotationMark(Annotation.Intercept, "", line.Intercept, unit, line.N, fitted));
    }

    private static FigureMark AnnotationMark(
        string kind,
        string printed,
        double value,
        string unit,
        int n,
        ImmutableArray<MarkSource> sources
    ) => new(Panels.Annotations, kind, printed, X: "", value, Error: null, n, unit) { Sources = sources };

    private static string Text(double? x) => x is { } value ? FigureNumberText.Exact(value) : "";
}
