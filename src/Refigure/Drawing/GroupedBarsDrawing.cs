using System.Collections.Immutable;
using Refigure.Figures;
using Refigure.Plotting.Colors;
using Refigure.Plotting.Figures;
using Refigure.Plotting.Marks;

namespace Refigure.Drawing;

/// <summary>Figures 14 and 17: for each label one bar of each series.</summary>
internal static class GroupedBarsDrawing
{
    public static Figure Draw(FigureRecipe recipe, FigureData data)
    {
        var marks = data.Main();
        string[] labels = [.. marks.Select(m => m.Label).Distinct(StringComparer.Ordinal)];
        string[] series = [.. marks.Select(m => m.Series).Distinct(StringComparer.Ordinal)];
        var bars = marks.ToLookup(m => (m.Series, m.Label));
        ImmutableArray<BarSeries> drawn =
        [
            .. series.Select(
                (s, i) =>
                    new BarSeries(
                        s,
                        [.. labels.Select(l => bars[(s, l)].FirstOrDefault()?.ToBar(data.Number) ?? new Bar(null))],
                        Palette.Fill(i)
                    )
            ),
        ];
        return new Figure
        {
            Format = labels.Length * series.Length > 8 ? FigureFormat.Text : FigureFormat.Column,
            HeightInches = 2.5,
            Panels =
            [
                new Panel
                {
                    X = new CategoryAxis([.. labels]),
                    Y = new ValueAxis(data.Printed(Annotation.Axis) ?? recipe.ValueAxis) { Min = 0 },
                    Marks = [new GroupedBars(drawn)],
                    Legends = [new Legend()],
                },
            ],
        };
    }
}
