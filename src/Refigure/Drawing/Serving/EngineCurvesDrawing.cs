using System.Collections.Immutable;
using Refigure.Figures;
using Refigure.Figures.Serving;
using Refigure.Plotting.Colors;
using Refigure.Plotting.Figures;
using Refigure.Plotting.Marks;

namespace Refigure.Drawing.Serving;

/// <summary>Figures 25 to 27: a curve for each engine; bars where all were asked at one load only.</summary>
internal static class EngineCurvesDrawing
{
    // More names over the plot would hide it; beside it they take its height, inches for each.
    private const int MostInside = 3;
    private const double RowOfLegend = 0.13;

    public static Figure Draw(EngineCurves recipe, FigureData data)
    {
        var marks = data.Main();
        var series = CurveMarks.Series(data);
        string[] loads = [.. marks.Select(m => m.X).Distinct(StringComparer.Ordinal)];
        return new Figure
        {
            Format = FigureFormat.Column,
            HeightInches = 2.6 + (loads.Length > 1 ? RowOfLegend * Math.Max(0, series.Length - MostInside) : 0),
            Panels = [loads.Length > 1 ? Curves(recipe, data, marks, series) : Bars(recipe, data, marks)],
        };
    }

    private static Panel Curves(
        EngineCurves recipe,
        FigureData data,
        ImmutableArray<FigureMark> marks,
        ImmutableArray<string> series
    ) =>
        new()
        {
            X = ServingAxes.Load(data.Printed(Annotation.LoadAxis) ?? "", marks),
            Y = ServingAxes.Value(recipe.ValueAxis, marks),
            Marks = [.. series.Select((s, i) => CurveMarks.Of(data, s, i))],
            Legends = [Legend(series)],
        };

    // Bars stand on 0, and so does their axis.
    private static Panel Bars(EngineCurves recipe, FigureData data, ImmutableArray<FigureMark> marks) =>
        new()
        {
            X = new CategoryAxis(
                [.. marks.Select(m => m.Series)],
                $"{data.Printed(Annotation.LoadAxis)}: {marks[0].X}"
            ),
            Y = new ValueAxis(recipe.ValueAxis) { Min = 0 },
            Marks =
            [
                new GroupedBars([
                    new BarSeries(
                        string.Empty,
                        [.. marks.Select((m, i) => CurveMarks.Bar(data, m, i))],
                        Palette.Fill(0)
                    ),
                ]),
            ],
        };

    private static Legend Legend(ImmutableArray<string> series) =>
        new() { Placement = series.Length > MostInside ? LegendPlacement.Above : LegendPlacement.Inside };
}
