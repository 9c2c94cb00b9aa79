using System.Collections.Immutable;
using Refigure.Figures;
using Refigure.Plotting.Colors;
using Refigure.Plotting.Figures;
using Refigure.Plotting.Marks;
using Refigure.Plotting.Scenes;

namespace Refigure.Drawing;

/// <summary>The inset of the bar figures: each bar's mean over its attribute, with the fitted line.</summary>
internal static class InsetFit
{
    /// <summary>The inset; none if there are fewer than two points.</summary>
    public static ImmutableArray<Inset> Of(FigureData data, string xCaption, string yCaption)
    {
        var points = data.Of(Panels.Inset, "points");
        if (points.Length < 2)
        {
            return [];
        }

        var labels = data.Main().Select((m, i) => (Key: (m.Label, m.X), i)).ToDictionary(x => x.Key, x => x.i);
        var scatter = new ScatterMark(
            string.Empty,
            [
                .. points.Select(p =>
                {
                    var index = labels.GetValueOrDefault((p.Label, p.X));
                    return new PlotPoint(
                        p.Position(),
                        p.Y ?? double.NaN,
                        Color: Palette.Color(index),
                        Marker: Palette.Shape(index)
                    )
                    {
                        Tag = p,
                    };
                }),
            ],
            new MarkerStyle(MarkerShape.Circle, Palette.Main, 3.2)
        );
        return
        [
            new Inset(
                new Panel
                {
                    X = new ValueAxis(xCaption) { Grid = false },
                    Y = new ValueAxis(yCaption) { Grid = false },
                    Marks = [.. Line(data, points), scatter],
                }
            )
            {
                Width = 0.46,
                Height = 0.42,
            },
        ];
    }

    private static IEnumerable<Mark> Line(FigureData data, ImmutableArray<FigureMark> points)
    {
        if (data.Number(Annotation.Slope) is { } slope && data.Number(Annotation.Intercept) is { } intercept)
        {
            var (left, right) = (points.Min(p => p.Position()), points.Max(p => p.Position()));
            yield return new FittedLine(
                string.Empty,
                slope,
                intercept,
                left,
                right,
                new LineStyle(Rgb.Black, [3, 1.8], 0.8)
            );
        }
    }
}
