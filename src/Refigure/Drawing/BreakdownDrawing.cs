using System.Collections.Immutable;
using Refigure.Figures;
using Refigure.Plotting.Colors;
using Refigure.Plotting.Figures;
using Refigure.Plotting.Marks;
using Refigure.Plotting.Scenes;

namespace Refigure.Drawing;

/// <summary>Figure 2: one stack of the phases, hatched where the CPU dominates, and its total.</summary>
internal static class BreakdownDrawing
{
    private const string ProcessorDominant = "CPU-dominant";
    private const string GraphicsDominant = "GPU-dominant";

    public static Figure Draw(BreakdownStack recipe, FigureData data)
    {
        var marks = data.Main();
        var steps = marks.Count(m => m.Series != BreakdownGap.Series);
        ImmutableArray<BarSeries> parts =
        [
            .. marks.Select(
                (m, i) =>
                    new BarSeries(
                        m.Label,
                        [m.ToBar(data.Number) with { Error = null }],
                        m.Series == BreakdownGap.Series ? Grey(i - steps) : Paint(i, m.Series == ProcessorDominant)
                    )
            ),
        ];
        return new Figure
        {
            Format = FigureFormat.Column,
            HeightInches = 3.6,
            Panels =
            [
                new Panel
                {
                    X = new CategoryAxis([string.Empty]),
                    Y = new ValueAxis(recipe.ValueAxis) { Min = 0 },
                    Marks = [new StackedBars(parts) { Totals = [data.Printed(Annotation.Total)] }],
                    Legends = Legends(marks),
                },
            ],
        };
    }

    // Where everything runs on the processor there is nothing to tell apart.
    private static ImmutableArray<Legend> Legends(ImmutableArray<FigureMark> marks)
    {
        var phases = new Legend { Placement = LegendPlacement.Right };
        return marks.All(m => m.Series != GraphicsDominant)
            ? [phases]
            :
            [
                phases,
                new Legend
                {
                    Title = "Resource Dominance",
                    Placement = LegendPlacement.Right,
                    Entries =
                    [
                        new LegendEntry(ProcessorDominant, Palette.Hatched(Rgb.White, Hatch.Rising)),
                        new LegendEntry(GraphicsDominant, new Fill(Rgb.White)),
                    ],
                },
            ];
    }

    // What the study has no step for stands back: greys, each lighter than the one below, with the other hatches between.
    private static Fill Grey(int index)
    {
        var color = Palette.Tint(Palette.Neutral, 1 - (0.11 * index));
        return index % 2 == 0 ? new Fill(color) : Palette.Hatched(color, Hatch.Falling);
    }

    // Eleven parts and ten hues: the grey goes to the first one, which is a few milliseconds.
    private static Fill Paint(int index, bool hatched)
    {
        var color = index == 0 ? Palette.Neutral : Palette.Color(index - 1);
        return hatched ? Palette.Hatched(color, Hatch.Rising) : new Fill(color);
    }
}
