using System.Collections.Immutable;
using Refigure.Plotting.Colors;
using Refigure.Plotting.Figures;
using Refigure.Plotting.Marks;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Tests.Layout;

/// <summary>The samples that show lines, areas and matrices.</summary>
internal static class SampleCurves
{
    public static Figure HeatMap()
    {
        const int Rows = 64;
        const int Columns = 258;
        var values = new double[Rows * Columns];
        for (var column = 0; column < Columns; column++)
        {
            values[(((column / 20 * 13) + 4) % Rows * Columns) + column] = 100;
            values[((column * 29 % Rows) * Columns) + column] = column * 7 % 60;
        }

        for (var row = 0; row < Rows; row++)
        {
            values[(row * Columns) + 23] = 40;
        }

        return HeatMapOf(Rows, Columns, [.. values]);
    }

    public static Figure HeatMapOf(int rows, int columns, ImmutableArray<double> values) =>
        new()
        {
            HeightInches = 2.3,
            Panels =
            [
                new Panel
                {
                    X = new ValueAxis("Time", "s"),
                    Y = new ValueAxis("Core ID") { IsReversed = true, WholeNumbers = true },
                    Marks =
                    [
                        new HeatMap(
                            rows,
                            columns,
                            values,
                            0,
                            100,
                            0,
                            (columns - 1) / 10.0,
                            0,
                            rows - 1,
                            new ValueAxis("CPU Usage", "%")
                        ),
                    ],
                },
            ],
        };

    private static LineMark Curve(string name, int index, Func<double, double> y, bool isStep = false) =>
        new(
            name,
            [.. new double[] { 1, 2, 4, 8, 16, 32, 64, 128, 256 }.Select(x => new PlotPoint(x, y(x), y(x) * 0.05))],
            Palette.Line(index),
            Palette.Marker(index)
        )
        {
            IsStep = isStep,
        };

    public static Figure Lines() =>
        new()
        {
            Title = "Throughput by concurrency",
            Subtitle = "profile smoke, node laptop: a real measurement of a small engine, not of the paper's",
            Panels =
            [
                new Panel
                {
                    X = new ValueAxis("Concurrent requests") { IsLog = true },
                    Y = new ValueAxis("Output throughput", "tokens/s") { IsLog = true },
                    Marks =
                    [
                        Curve("vllm", 0, x => 90 * x / (1 + (x / 60))),
                        Curve("llamacpp", 1, x => 60 * x / (1 + (x / 12))),
                        Curve("tgi", 2, x => 70 * x / (1 + (x / 40))),
                        new ReferenceLine(2000, new LineStyle(Palette.Neutral, [3, 2], 0.6), "target"),
                    ],
                    Legends = [new Legend { Title = "Engine" }],
                },
            ],
        };

    public static Figure Panels()
    {
        var times = Enumerable.Range(0, 101).Select(i => (double)i).ToArray();
        Panel Area(string title) =>
            new()
            {
                Title = title,
                X = new ValueAxis("Time", "s"),
                Y = new ValueAxis("KV-cache usage", "%") { Min = 0, Max = 100 },
                Marks =
                [
                    new AreaMark(
                        "usage",
                        [.. times.Select(t => new PlotPoint(t, 50 + (45 * Math.Sin(t / 9))))],
                        new Fill(Palette.Tint(Palette.Main, 0.35)),
                        new LineStyle(Palette.Main)
                    ),
                    new ReferenceLine(90, new LineStyle(Palette.Color(5), [3, 2]), "limit", Name: "limit"),
                ],
            };
        return new()
        {
            Format = FigureFormat.Text,
            Columns = 2,
            Panels =
            [
                Area("(a) n1"),
                Area("(b) n2"),
                new Panel
                {
                    Title = "(c) memory",
                    X = new ValueAxis("Time", "s"),
                    Y = new ValueAxis("GPU memory", "bytes"),
                    Marks =
                    [
                        new LineMark(
                            "memory",
                            [.. times.Where(t => t % 10 == 0).Select(t => new PlotPoint(t, t * 1.7e8))],
                            Palette.Line(2)
                        )
                        {
                            IsStep = true,
                        },
                    ],
                },
                SampleFigures.Bars(
                    "Time",
                    new CategoryAxis(["a", "b", "c"]),
                    new Bar(-1.5, 0.2, "−1.50"),
                    new Bar(2, 0.3, "2.00"),
                    new Bar(null)
                ) with
                {
                    Title = "(d) differences",
                },
            ],
            Legends = [new Legend { Placement = LegendPlacement.Below }],
        };
    }
}
