using System.Collections.Immutable;
using Refigure.Figures;
using Refigure.Figures.Serving;
using Refigure.Plotting.Colors;
using Refigure.Plotting.Marks;

namespace Refigure.Drawing.Serving;

/// <summary>Curves of a figure's series: colour, dash and marker each say which.</summary>
internal static class CurveMarks
{
    private const double Width = 1.1;
    private const double MarkerSize = 4;

    /// <summary>A grey line across, that stands back behind the curves.</summary>
    public static LineStyle Limit { get; } = new(Palette.Neutral, [3, 1.8], 0.8);

    /// <summary>A curve with a marker and an error bar at each point.</summary>
    public static LineMark Of(FigureData data, string series, int index) =>
        new(
            series,
            [.. data.Of(Panels.Main, series).Select(m => Point(data, m))],
            Palette.Line(index, Width),
            Palette.Marker(index, MarkerSize)
        );

    /// <summary>A curve of many points, without markers.</summary>
    public static LineMark Plain(FigureData data, string series, int index) =>
        new(
            series,
            [.. data.Of(Panels.Main, series).Select(m => new PlotPoint(m.Position(), m.Y ?? double.NaN) { Tag = m })],
            Palette.Line(index, Width)
        );

    /// <summary>The names of the series, in drawing order.</summary>
    public static ImmutableArray<string> Series(FigureData data) =>
        [.. data.Main().Select(m => m.Series).Distinct(StringComparer.Ordinal)];

    /// <summary>Where the engine's queue begins; none if it is not known.</summary>
    public static IEnumerable<Mark> QueueLimit(FigureData data) =>
        data.Of(Panels.Annotations, Refigure.Figures.Serving.QueueLimit.Series)
            .Select(m => new ReferenceLine(m.Position(), Limit, m.Label, IsVertical: true));

    /// <summary>A point as a bar with its printed value.</summary>
    public static Bar Bar(FigureData data, FigureMark mark, int index) =>
        mark.ToBar(data.Number, Palette.Fill(index)) with
        {
            Low = Bound(data, mark, ServingMarks.Low),
            High = Bound(data, mark, ServingMarks.High),
        };

    private static PlotPoint Point(FigureData data, FigureMark mark) =>
        new(mark.Position(), mark.Y ?? double.NaN, mark.Error)
        {
            Tag = mark,
            Low = Bound(data, mark, ServingMarks.Low),
            High = Bound(data, mark, ServingMarks.High),
        };

    private static double? Bound(FigureData data, FigureMark mark, string which) =>
        data.Of(ServingMarks.Interval, mark.Series).FirstOrDefault(m => m.X == mark.X && m.Label == which)?.Y;
}
