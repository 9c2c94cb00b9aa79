using System.Collections.Immutable;
using Refigure.Figures;
using Refigure.Figures.Serving;
using Refigure.Plotting.Figures;
using Refigure.Plotting.Marks;

namespace Refigure.Drawing.Serving;

/// <summary>Figures 22 to 24: curves over the concurrency, a panel for each value axis.</summary>
internal static class LoadCurvesDrawing
{
    public static Figure Draw(LoadCurves recipe, FigureData data)
    {
        var drawn = CurveMarks.Series(data);
        var panels = recipe
            .Curves.Where(c => drawn.Contains(c.Series))
            .GroupBy(c => c.ValueAxis, StringComparer.Ordinal);
        ImmutableArray<Panel> all = [.. panels.Select(p => Panel(recipe, data, p.Key, [.. p]))];
        return new Figure
        {
            Format = all.Length > 1 ? FigureFormat.Text : FigureFormat.Column,
            Columns = all.Length,
            HeightInches = 2.5,
            Panels = all,
        };
    }

    private static Panel Panel(LoadCurves recipe, FigureData data, string valueAxis, ImmutableArray<LoadCurve> curves)
    {
        ImmutableArray<FigureMark> marks = [.. curves.SelectMany(c => data.Of(Panels.Main, c.Series))];
        return new Panel
        {
            X = ServingAxes.Load(recipe.LoadAxis, marks),
            Y = ServingAxes.Value(valueAxis, marks),
            Marks =
            [
                .. CurveMarks.QueueLimit(data),
                .. curves.Select((c, i) => (Mark)CurveMarks.Of(data, c.Series, i)),
            ],
            Legends = curves.Length > 1 ? [new Legend()] : [],
        };
    }
}
