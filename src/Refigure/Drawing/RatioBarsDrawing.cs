using System.Collections.Immutable;
using Refigure.Figures;
using Refigure.Plotting.Colors;
using Refigure.Plotting.Figures;
using Refigure.Plotting.Marks;
using Refigure.Plotting.Scenes;

namespace Refigure.Drawing;

/// <summary>Figures 10, 11 and 13: each phase of one side as a multiple of the other's, the total apart in grey.</summary>
internal static class RatioBarsDrawing
{
    private const double WidestLinear = 20;

    public static Figure Draw(RatioBars recipe, FigureData data)
    {
        var marks = data.Main();
        ImmutableArray<Bar> bars =
        [
            .. marks.Select(m => m.ToBar(data.Number, m.X == "actual_total_time" ? new Fill(Palette.Neutral) : null)),
        ];
        return new Figure
        {
            Format = FigureFormat.Column,
            HeightInches = 2.5,
            Panels =
            [
                new Panel
                {
                    X = new CategoryAxis([.. marks.Select(m => m.Label)]),
                    Y = ValueAxis(data.Printed(Annotation.Axis) ?? recipe.ValueAxis, marks),
                    Marks =
                    [
                        // Behind the bars: over them it would strike through the values of those that are twice as high.
                        new ReferenceLine(1, new LineStyle(Rgb.Black, [1, 1.5], 0.6)),
                        new GroupedBars([new BarSeries(string.Empty, bars, new Fill(Palette.Main))]),
                    ],
                },
            ],
        };
    }

    // Beside a bar of a hundred times the others nothing could be seen of what is 1 or 2.
    private static ValueAxis ValueAxis(string title, ImmutableArray<FigureMark> marks) =>
        marks.Any(m => m.Y > WidestLinear)
            ? new ValueAxis(title) { IsLog = true, Min = 0.1 }
            : new ValueAxis(title) { Min = 0 };
}
