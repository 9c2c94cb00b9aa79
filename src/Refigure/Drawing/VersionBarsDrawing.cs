using Refigure.Figures;
using Refigure.Plotting.Colors;
using Refigure.Plotting.Figures;
using Refigure.Plotting.Marks;
using Refigure.Plotting.Scenes;

namespace Refigure.Drawing;

/// <summary>Figure 1: one bar a version, with the month of its release.</summary>
internal static class VersionBarsDrawing
{
    public static Figure Draw(VersionBars recipe, FigureData data)
    {
        var marks = data.Main();
        return new Figure
        {
            Format = marks.Length > 6 ? FigureFormat.Text : FigureFormat.Column,
            HeightInches = 2.3,
            Panels =
            [
                new Panel
                {
                    X = new CategoryAxis(
                        [.. marks.Select(m => m.X.Length > 0 && m.X != m.Label ? $"{m.Label}\n{m.X}" : m.Label)],
                        recipe.VersionAxis
                    ),
                    Y = new ValueAxis(recipe.ValueAxis) { Min = 0 },
                    Marks =
                    [
                        new GroupedBars([
                            new BarSeries(
                                string.Empty,
                                [.. marks.Select(m => m.ToBar(data.Number))],
                                new Fill(Palette.Main)
                            ),
                        ]),
                    ],
                },
            ],
        };
    }
}
