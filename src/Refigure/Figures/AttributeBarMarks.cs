using System.Collections.Immutable;

namespace Refigure.Figures;

/// <summary>
/// Bars sorted by an attribute, the same points in an inset with the line fitted to their means, and its coefficient. The
/// line is given at every point's x; points that are left out of the fit have it too.
/// </summary>
internal static class AttributeBarMarks
{
    public static void Add(FigureDraft draft, ImmutableArray<AttributeBar> bars, string metric, string attributeUnit)
    {
        var points = new List<AttributePoint>();
        foreach (var bar in Ordered.By(bars, AttributeBar.ByPosition))
        {
            var mark = draft.Mean(Panels.Main, series: "", bar.Label, Text(bar.X), bar.Runs, metric);
            draft.Add(mark);
            if (bar.X is { } x && mark.Y is { } y)
            {
                points.Add(new AttributePoint(x, y, bar.IsFitted, mark));
            }
        }

        foreach (var point in points)
        {
            draft.Add(point.Mark with { Panel = Panels.Inset, Series = "points", Error = null });
        }

        if (AttributePoint.Fit(points) is not { N: > 2, Pearson: { } pearson } line)
        {
            draft.Find("no-fit", "Fewer than three points with different values: no line is fitted.", []);
            return;
        }

        ImmutableArray<MarkSource> fitted = [.. points.Where(p => p.IsFitted).SelectMany(p => p.Mark.Sources)];
        foreach (var point in points)
        {
            draft.Add(
                point.Mark with
                {
                    Panel = Panels.Inset,
                    Series = "fit",
                    Y = line.At(point.X),
                    Error = null,
                    N = line.N,
                    Sources = fitted,
                }
            );
        }

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
