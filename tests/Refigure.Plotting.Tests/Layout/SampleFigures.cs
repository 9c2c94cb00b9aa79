using System.Collections.Immutable;
using Refigure.Plotting.Colors;
using Refigure.Plotting.Figures;
using Refigure.Plotting.Marks;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Tests.Layout;

/// <summary>Figures of the kinds that performance studies show, with values of the same size as theirs.</summary>
internal static class SampleFigures
{
    public static ImmutableArray<string> Names { get; } =
    [
        "versions",
        "phases",
        "models",
        "weights",
        "profiling",
        "batch sizes",
        "ratios",
        "heat map",
        "loaders",
        "predictor",
        "lines",
        "panels",
        "log bars",
        "stacks",
    ];

    public static Figure Named(string name, FigureFormat? format = null)
    {
        var figure = name switch
        {
            "versions" => Versions(),
            "phases" => Phases(),
            "models" => Models(),
            "weights" => Weights(),
            "profiling" => Profiling(),
            "batch sizes" => BatchSizes(),
            "ratios" => Ratios(),
            "heat map" => SampleCurves.HeatMap(),
            "loaders" => Loaders(),
            "predictor" => Predictor(),
            "lines" => SampleCurves.Lines(),
            "panels" => SampleCurves.Panels(),
            "log bars" => LogBars(),
            "stacks" => Stacks(),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no such sample"),
        };
        return figure with { Format = format ?? figure.Format };
    }

    public static Bar Measured(double value, double? error = null) => new(value, error, value.ToString("F2"));

    public static Panel Bars(string y, CategoryAxis x, params ImmutableArray<Bar> bars) =>
        new()
        {
            X = x,
            Y = new ValueAxis(y, "s"),
            Marks = [new GroupedBars([new BarSeries("", bars, new Fill(Palette.Main))])],
        };

    private static Figure Versions() =>
        new()
        {
            Panels =
            [
                Bars(
                    "Start-up time",
                    new CategoryAxis(
                        [
                            "0.3.1\nFeb 24",
                            "0.4.0\nApr 24",
                            "0.5.0\nJun 24",
                            "0.6.0\nSep 24",
                            "0.7.0\nJan 25",
                            "0.8.0\nMar 25",
                            "0.9.0\nMay 25",
                            "0.10.0\nJul 25",
                            "0.11.0\nOct 25",
                        ],
                        "vLLM version"
                    ),
                    [.. new[] { 8.17, 8.27, 9.82, 14.36, 20.12, 33.98, 34.77, 19.19, 13.61 }.Select(v => Measured(v))]
                ),
            ],
            Footnotes = ["0.7.0 is the log of 0.6.0 but for its last line: the bar may not be what it says."],
            NumberedFootnotes = true,
        };

    private static Figure Phases()
    {
        (string Name, double Seconds, bool IsGpu)[] phases =
        [
            ("Detect Platform (§2.1)", 0.0154, false),
            ("LLM Imports (§2.1)", 1.3846, false),
            ("Get Model Info (§2.1)", 4.8426, false),
            ("Worker Initialization (§2.1)", 1.7168, false),
            ("Tokenizer Initialization (§2.2)", 0.29, false),
            ("Model Initialization (§2.3)", 0.138, false),
            ("Loading Weights (§2.3)", 0.78, false),
            ("Dynamo Transformation (§2.4)", 4.814, false),
            ("Load Compiled Graphs (§2.4)", 4.2442, false),
            ("KV Cache Profiling (§2.5)", 1.6878, true),
            ("Graph Capturing (§2.6)", 1.038, true),
        ];
        var series = phases.Select(
            (phase, i) =>
                new BarSeries(
                    phase.Name,
                    [new Bar(phase.Seconds, Label: phase.Seconds < 0.5 ? null : $"{phase.Seconds:F2} s")],
                    Palette.Hatched(Palette.Color(i), phase.IsGpu ? Hatch.None : Hatch.Rising)
                )
        );
        return new()
        {
            HeightInches = 2.9,
            Panels =
            [
                new Panel
                {
                    X = new CategoryAxis(["Llama3-3B"]),
                    Y = new ValueAxis("Time", "s"),
                    Marks = [new StackedBars([.. series]) { Totals = ["Total: 20.95 s"], Width = 0.9 }],
                },
            ],
            Legends =
            [
                new Legend { Placement = LegendPlacement.Right },
                new Legend
                {
                    Title = "Resource dominance",
                    Placement = LegendPlacement.Right,
                    Entries =
                    [
                        new("CPU-dominant", new Fill(Rgb.White, Hatch.Rising, Rgb.Black)),
                        new("GPU-dominant", new Fill(Rgb.White)),
                    ],
                },
            ],
        };
    }

    private static Figure WithFit(
        string caption,
        string attribute,
        string unit,
        (string Name, double X, double Y, double Error)[] models,
        double slope,
        double intercept,
        string note
    )
    {
        var bars = models.Select((m, i) => Measured(m.Y, m.Error) with { Fill = new Fill(Palette.Color(i)) });
        var points = models.Select(
            (m, i) => new PlotPoint(m.X, m.Y, Color: Palette.Color(i), Marker: Palette.Shape(i))
        );
        var panel = Bars(caption, new CategoryAxis([.. models.Select(m => m.Name)]), [.. bars]);
        return new()
        {
            Panels =
            [
                panel with
                {
                    Notes = [new Note(note)],
                    Insets =
                    [
                        new Inset(
                            new Panel
                            {
                                X = new ValueAxis(attribute, unit),
                                Y = new ValueAxis("Time", "s"),
                                Marks =
                                [
                                    new FittedLine(
                                        "",
                                        slope,
                                        intercept,
                                        models.Min(m => m.X),
                                        models.Max(m => m.X),
                                        new LineStyle(Rgb.Black, [2, 1.2], 0.7)
                                    ),
                                    new ScatterMark(
                                        "",
                                        [.. points],
                                        new MarkerStyle(MarkerShape.Circle, Rgb.Black, 3.4)
                                    ),
                                ],
                            }
                        ),
                    ],
                },
            ],
        };
    }

    private static Figure Models() =>
        WithFit(
            "Tokenizer Initialization Time",
            "Tokenizer Size",
            "MB",
            [
                ("Llama2-7B (1.8)", 1.8, 0.09, 0),
                ("Llama2-13B (1.8)", 1.8, 0.09, 0),
                ("Falcon-7B (2.7)", 2.7, 0.128, 0.002),
                ("Yi-6B (3.5)", 3.5, 0.168, 0.002),
                ("Yi-9B (3.5)", 3.5, 0.16, 0),
                ("Qwen-0.5B (6.8)", 6.8, 0.268, 0.002),
                ("Qwen-1.8B (6.8)", 6.8, 0.266, 0.0024),
                ("Qwen-4B (6.8)", 6.8, 0.266, 0.0024),
                ("Qwen-14B (6.8)", 6.8, 0.266, 0.0024),
                ("Llama3-3B (8.7)", 8.7, 0.3, 0),
            ],
            0.03213,
            0.04214,
            "PCC = 0.99"
        );

    private static Figure Weights() =>
        WithFit(
            "Loading Weights Time",
            "Model Size",
            "B",
            [
                ("Qwen-1.8B", 1.8, 6.74, 0),
                ("Llama3-3B", 3, 11.8, 0.004),
                ("Qwen-4B", 4, 14.52, 0.02),
                ("Yi-6B", 6, 22.26, 0.016),
                ("Llama2-7B", 7, 24.74, 0.009),
                ("Yi-9B", 9, 32.41, 0.007),
                ("Llama2-13B", 13, 47.77, 0.007),
                ("Qwen-14B", 14, 52.0, 0.005),
                ("Qwen-MoE-14.3B", 14.3, 52.54, 0.013),
                ("DeepSeek-V2-Lite-16B", 16, 57.62, 0.011),
            ],
            3.6376,
            0.19256,
            "PCC = 1.00"
        );

    private static Figure Profiling() =>
        WithFit(
            "Dynamo Transformation Time",
            "Size",
            "KB",
            [
                ("DeepSeek-R1-Distill-Llama-8B (865)", 865, 3.254, 0.005),
                ("GPT-OSS-20B (917)", 917, 4.406, 0.194),
                ("Llama3-3B (979)", 979, 4.95, 0.15),
                ("Llama2-7B (995)", 995, 6.128, 0.199),
                ("DeepSeek-V2-Lite-16B (1060)", 1060, 4.21, 0.009),
                ("Yi-6B (1120)", 1120, 5.638, 0.0097),
                ("Llama2-13B (1253)", 1253, 7.0, 0.165),
                ("Qwen-4B (1261)", 1261, 6.96, 0.0164),
                ("Qwen-14B (1262)", 1262, 7.47, 0.2),
                ("Granite3.3-8B-Instruct (1374)", 1374, 7.1, 0.188),
            ],
            0.00746,
            -2.56,
            "PCC = 0.88"
        );

    private static Figure BatchSizes()
    {
        var figure = WithFit(
            "Graph Capturing Time",
            "Batch Sizes",
            "#",
            [
                ("3", 3, 0.36, 0),
                ("10", 10, 0.526, 0.004),
                ("20", 20, 0.78, 0),
                ("30", 30, 1.038, 0.002),
                ("40", 40, 1.312, 0.005),
                ("50", 50, 1.582, 0.0037),
                ("60", 60, 1.876, 0.0024),
            ],
            0.02656,
            0.25948,
            "PCC = 1.00"
        );
        var panel = figure.Panels[0];
        return figure with
        {
            Panels = [panel with { X = ((CategoryAxis)panel.X) with { Label = "Number of Batch Sizes" } }],
        };
    }

    private static Figure Ratios()
    {
        (string Name, double Value, double Error)[] steps =
        [
            ("Tokenizer Init", 1.0055, 0.0097),
            ("Model Init", 1.0003, 0.0025),
            ("Load Weights", 0.9992, 0.0013),
            ("Dynamo Transform", 1.0007, 0.0012),
            ("Load Compiled Graphs", 0.9999, 0.0074),
            ("KV Cache Profiling", 0.9342, 0.0405),
            ("Graph Capturing", 1.1965, 0.0882),
            ("Total Time", 0.9897, 0.0048),
        ];
        var bars = steps.Select(
            (s, i) => Measured(s.Value, s.Error) with { Fill = i == 7 ? new Fill(Palette.Neutral) : null }
        );
        var panel = Bars("Time, n2 relative to n1", new CategoryAxis([.. steps.Select(s => s.Name)]), [.. bars]);
        return new()
        {
            Panels =
            [
                panel with
                {
                    Y = new ValueAxis("Normalized to node n1"),
                    Marks = panel.Marks.Add(new ReferenceLine(1, new LineStyle(Rgb.Black, [2, 1.5], 0.6))),
                },
            ],
            Footnotes =
            [
                "One side of qwen-14b ran with max_model_len 16752, the other with 32768.",
                "The logs of n3 have whole seconds, those of n1 milliseconds: ratios of short phases decide nothing.",
            ],
            NumberedFootnotes = true,
        };
    }

    private static Figure Loaders() =>
        Grouped(
            ["Llama2-13B", "Yi-6B", "Llama2-7B", "Falcon-7B"],
            "Model Loading Time",
            ("Safetensors", [(3.2858, 0.0061), (1.6114, 0.0007), (1.8361, 0.0033), (1.8876, 0.0035)]),
            ("Tensorizer", [(3.1054, 0.0076), (1.7923, 0.021), (1.6435, 0.0418), (1.9639, 0.0092)]),
            ("Runai Streamer", [(2.0411, 0.011), (1.0111, 0.0033), (1.1153, 0.0106), (1.2533, 0.006)])
        );

    private static Figure Predictor() =>
        Grouped(
            ["Falcon-11B", "Gemma-7B", "Llama3-3B", "Mistral-7B", "Qwen-7B"],
            "vLLM's Startup Latency",
            ("Predicted", [(68.7078, null), (43.781, null), (30.0705, null), (47.1037, null), (46.1817, null)]),
            ("Truth", [(69.2141, null), (53.5029, null), (33.4088, null), (48.9384, null), (51.1992, null)])
        );

    private static Figure Grouped(
        ImmutableArray<string> groups,
        string caption,
        params (string Name, (double Value, double? Error)[] Bars)[] series
    ) =>
        new()
        {
            Panels =
            [
                new Panel
                {
                    X = new CategoryAxis(groups),
                    Y = new ValueAxis(caption, "s"),
                    Marks =
                    [
                        new GroupedBars([
                            .. series.Select(
                                (s, i) =>
                                    new BarSeries(
                                        s.Name,
                                        [.. s.Bars.Select(b => Measured(b.Value, b.Error))],
                                        Palette.Fill(i)
                                    )
                            ),
                        ]),
                    ],
                    Legends = [new Legend()],
                },
            ],
        };

    private static Figure LogBars() =>
        new()
        {
            Panels =
            [
                Bars(
                    "Time",
                    new CategoryAxis([.. Enumerable.Range(1, 24).Select(i => $"kernel_{i}_with_a_name")]),
                    [.. Enumerable.Range(1, 24).Select(i => Measured(2000.0 / (i * i), 1.0 / i))]
                ) with
                {
                    Y = new ValueAxis("Time", "µs") { IsLog = true },
                },
            ],
        };

    private static Figure Stacks()
    {
        BarSeries Part(string name, int index, params double[] values) =>
            new(name, [.. values.Select(v => Measured(v))], Palette.Fill(index));
        return new()
        {
            Panels =
            [
                new Panel
                {
                    X = new CategoryAxis(["warm", "compile-cold", "page-cold", "cold"], "Cache state"),
                    Y = new ValueAxis("Time", "s"),
                    Marks =
                    [
                        new StackedBars([
                            Part("load", 0, 0.8, 0.8, 11.8, 11.9),
                            Part("init", 3, 0.3, 0.4, 0.3, 0.5),
                            Part("tokenizer", 4, 0.2, 0.3, 0.2, 0.3),
                            Part("compile", 1, 4.2, 29.3, 4.3, 30.1),
                            Part("capture", 2, 1.0, 1.1, 1.0, 1.1),
                        ])
                        {
                            Totals = ["6.50 s", "31.90 s", "17.60 s", "43.90 s"],
                            LabelsBeside = true,
                            Width = 0.5,
                        },
                    ],
                    Legends = [new Legend { Placement = LegendPlacement.Above }],
                },
            ],
        };
    }
}
