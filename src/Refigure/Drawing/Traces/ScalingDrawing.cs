using System.Collections.Immutable;
using Refigure.Figures;
using Refigure.Figures.Serving;
using Refigure.Figures.Traces;
using Refigure.Plotting.Colors;
using Refigure.Plotting.Figures;
using Refigure.Plotting.Marks;

namespace Refigure.Drawing.Traces;

/// <summary>Figure 21: small multiples over the number of GPUs; a panel of which nothing is known says so.</summary>
internal static class ScalingDrawing
{
    private const string Gpus = "GPUs (tensor parallel)";
    private const double MarkerSize = 4;
    private static readonly LineStyle IdealLine = new(Palette.Neutral, [3, 1.8], 0.9);

    public static Figure Draw(ScalingCurves recipe, FigureData data) =>
        new()
        {
            Format = FigureFormat.Text,
            HeightInches = 3.7,
            Columns = 3,
            Panels =
            [
                Curve(data, ScalingCurves.Throughput, data.Printed(Annotation.Axis) ?? recipe.ValueAxis),
                Curve(data, ScalingCurves.Iteration, "Time of an iteration (s)"),
                Curve(data, ScalingCurves.Speedup, "Speed-up", isLog: true),
                Curve(data, ScalingCurves.Efficiency, "Efficiency (%)"),
                Communication(data),
            ],
        };

    private static Panel Curve(FigureData data, string panel, string title, bool isLog = false)
    {
        var marks = data.Of(panel, "");
        var ideal = data.Of(panel, ScalingCurves.Ideal);
        var y = isLog ? new ValueAxis(title) { IsLog = true, LogBase = 2 } : new ValueAxis(title) { Min = 0 };
        if (marks.IsEmpty)
        {
            return Empty(y, "not measured");
        }

        Mark measured = new LineMark(
            ideal.IsEmpty ? "" : "measured",
            [.. marks.Select(m => Point(data, panel, m))],
            Palette.Line(0, 1.1),
            Palette.Marker(0, MarkerSize)
        );
        return new Panel
        {
            X = new ValueAxis(Gpus) { IsLog = true, LogBase = 2 },
            Y = y,
            Marks = ideal.IsEmpty
                ? [measured]
                : [new LineMark(ScalingCurves.Ideal, [.. ideal.Select(Point)], IdealLine), measured],
            Legends = ideal.IsEmpty ? [] : [new Legend()],
        };
    }

    private static Panel Communication(FigureData data)
    {
        var marks = data.Of(ScalingCurves.Communication);
        var y = new ValueAxis("Communication (% of kernel time)") { Min = 0 };
        if (marks.IsEmpty)
        {
            return Empty(y, data.Printed(ScalingCurves.NoCommunication) ?? "not measured");
        }

        string[] labels = [.. marks.Select(m => m.X).Distinct(StringComparer.Ordinal)];
        return new Panel
        {
            X = new CategoryAxis([.. labels], Gpus),
            Y = y,
            Marks =
            [
                new StackedBars([
                    Parts(marks, labels, AllReduceMarks.Communicating),
                    Parts(marks, labels, AllReduceMarks.Waiting),
                ])
                {
                    Width = 0.5,
                },
            ],
            Legends = [new Legend()],
        };
    }

    private static BarSeries Parts(ImmutableArray<FigureMark> marks, string[] labels, string part) =>
        new(
            ClassFills.Legend(part),
            [.. labels.Select(x => Bar(marks.FirstOrDefault(m => m.X == x && m.Series == part)))],
            part == AllReduceMarks.Waiting ? ClassFills.Waiting : ClassFills.Communicating
        );

    private static Bar Bar(FigureMark? mark) => new(mark?.Y) { Tag = mark };

    private static Panel Empty(ValueAxis y, string why) =>
        new()
        {
            X = new CategoryAxis(["", "", ""], Gpus),
            Y = y with { Max = 1, Names = [""], IsLog = false },
            Marks = [],
            Notes = [new Note(why) { Center = new AxesPoint(0.5, 0.5), Boxed = false }],
        };

    private static PlotPoint Point(FigureMark mark) => new(mark.Position(), mark.Y ?? double.NaN);

    private static PlotPoint Point(FigureData data, string panel, FigureMark mark) =>
        new(mark.Position(), mark.Y ?? double.NaN, mark.Error)
        {
            Tag = mark,
            Low = Bound(data, panel, mark, ServingMarks.Low),
            High = Bound(data, panel, mark, ServingMarks.High),
        };

    private static double? Bound(FigureData data, string panel, FigureMark mark, string which) =>
        data.Of(ServingMarks.Interval, panel).FirstOrDefault(m => m.X == mark.X && m.Label == which)?.Y;
}
