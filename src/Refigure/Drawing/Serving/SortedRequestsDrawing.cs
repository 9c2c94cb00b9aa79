using Refigure.Figures;
using Refigure.Figures.Serving;
using Refigure.Plotting.Figures;
using Refigure.Plotting.Marks;

namespace Refigure.Drawing.Serving;

/// <summary>Figures 18 and 19: a rising line for each configuration.</summary>
internal static class SortedRequestsDrawing
{
    public static Figure Draw(SortedRequestLines recipe, FigureData data)
    {
        var marks = data.Main();
        return new Figure
        {
            Format = FigureFormat.Column,
            HeightInches = 2.5,
            Panels =
            [
                new Panel
                {
                    X = new ValueAxis(recipe.PlaceAxis) { Min = 0, WholeNumbers = true },
                    Y = ServingAxes.Value(recipe.ValueAxis, marks),
                    Marks = [.. CurveMarks.Series(data).Select((s, i) => (Mark)CurveMarks.Plain(data, s, i))],
                    Legends = [new Legend()],
                },
            ],
        };
    }
}
