using System.Collections.Immutable;
using Refigure.Figures;
using Refigure.Figures.Serving;
using Refigure.Plotting.Colors;
using Refigure.Plotting.Figures;
using Refigure.Plotting.Marks;

namespace Refigure.Drawing.Serving;

/// <summary>Figures 28 and 29: lines over time, each with a marker at its peak, whose value a note says.</summary>
internal static class SampleTimelineDrawing
{
    private const double PeakSize = 5;

    public static Figure Draw(SampleTimeline recipe, FigureData data)
    {
        var series = CurveMarks.Series(data);
        var peaks = data.Of(Panels.Annotations, SampleTimeline.Peak);
        return new Figure
        {
            Format = FigureFormat.Column,
            HeightInches = 2.5,
            Panels =
            [
                new Panel
                {
                    X = new ValueAxis(data.Printed(Annotation.LoadAxis) ?? ""),
                    Y = new ValueAxis(data.Printed(Annotation.Axis) ?? recipe.ValueAxis) { Min = 0 },
                    Marks =
                    [
                        .. data.Of(Panels.Annotations, SampleTimeline.LoadStart)
                            .Select(m => new ReferenceLine(m.Position(), CurveMarks.Limit, m.Label, IsVertical: true)),
                        .. series.Select((s, i) => CurveMarks.Plain(data, s, i)),
                        .. peaks.Select((p, i) => new ScatterMark("", [Place(p)], Palette.Marker(i, PeakSize))),
                    ],
                    Notes = [new Note(string.Join('\n', peaks.Select(p => p.Label)))],
                    Legends = series.Length > 1 ? [Legend(series)] : [],
                },
            ],
        };
    }

    private static PlotPoint Place(FigureMark peak) => new(peak.Position(), peak.Y ?? double.NaN);

    private static Legend Legend(ImmutableArray<string> series) =>
        new()
        {
            Placement = LegendPlacement.Above,
            Entries =
            [
                .. series.Select(
                    (s, i) => new LegendEntry(s, Line: Palette.Line(i), Marker: Palette.Marker(i, PeakSize))
                ),
            ],
        };
}
