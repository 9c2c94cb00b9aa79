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
    public static Figure Draw(EngineCurves recipe, FigureData data)
    {
        var marks = data.Main();
        string[] loads = [.. marks.Select(m => m.X).Distinct(StringComparer.Ordinal)];
        return new Figure
        {
            Format = FigureFormat.Column,
            HeightInches = 2.6,
            Panels = [loads.Length > 1 ? Curves(recipe, data, marks) : Bars(recipe, data, marks)],
        };
    }

    private static Panel Curves(EngineCurves recipe, FigureData data, ImmutableArray<FigureMark> marks)
    {
        var series = CurveMarks.Series(data);
        return new Panel
        {
            X = ServingAxes.Load(data.Printed(Annotation.LoadAxis) ?? "", marks),
            Y = ServingAxes.Value(recipe.ValueAxis, marks),
            Marks = [.. series.Select((s, i) => CurveMarks.Of(data, s, i))],
            Legends = [Legend(series)],
        };
    }

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
                        [.. marks.Select((m, i) => m.ToBar(data.Number, Palette.Fill(i)))],
                        Palette.Fill(0)
                    ),
                ]),
            ],
        };

    // Many or long names over the plot would hide it.
    private static Legend Legend(ImmutableArray<string> series) =>
        new() { Placement = series.Length > 3 ? LegendPlacement.Above : LegendPlacement.Inside };
}
