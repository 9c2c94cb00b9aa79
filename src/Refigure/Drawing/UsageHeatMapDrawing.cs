using Refigure.Figures;
using Refigure.Plotting.Figures;
using Refigure.Plotting.Marks;

namespace Refigure.Drawing;

/// <summary>Figure 12: how busy each core is over time, core 0 at the top.</summary>
internal static class UsageHeatMapDrawing
{
    public static Figure Draw(UsageHeatMap recipe, FigureData data)
    {
        var cells = data.Main();
        string[] cores = [.. cells.Select(c => c.Series).Distinct(StringComparer.Ordinal)];
        var samples = cells.Length / Math.Max(1, cores.Length);
        var last = samples > 0 ? cells[samples - 1].Position() : 0;
        var step = samples > 1 ? last / (samples - 1) : 0.1;
        return new Figure
        {
            Format = FigureFormat.Text,
            HeightInches = 3.2,
            Panels =
            [
                new Panel
                {
                    X = new ValueAxis(recipe.TimeAxis) { Min = 0, Max = last + step },
                    Y = new ValueAxis(recipe.ValueAxis)
                    {
                        IsReversed = true,
                        WholeNumbers = true,
                        Min = -0.5,
                        Max = cores.Length - 0.5,
                        Grid = false,
                    },
                    Marks =
                    [
                        new HeatMap(
                            cores.Length,
                            samples,
                            [.. cells.Select(c => c.Y ?? double.NaN)],
                            0,
                            100,
                            0,
                            last + step,
                            -0.5,
                            cores.Length - 0.5,
                            new ValueAxis(recipe.ColourAxis)
                        )
                        {
                            RowTags =
                            [
                                .. cells
                                    .Chunk(Math.Max(1, samples))
                                    .Select(row => new SampleRow([.. row], last + step)),
                            ],
                        },
                    ],
                },
            ],
        };
    }
}
