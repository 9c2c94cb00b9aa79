using System.Collections.Immutable;
using Refigure.Figures;
using Refigure.Figures.Serving;
using Refigure.Plotting.Colors;
using Refigure.Plotting.Figures;
using Refigure.Plotting.Marks;

namespace Refigure.Drawing.Serving;

/// <summary>Figures 28 and 29: lines over time, each with a marker at its peak, whose value a note or the legend says.</summary>
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
            HeightInches = 2.5 + (0.12 * Math.Max(0, peaks.Length - 1)),
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
                    Notes = peaks is [var only] ? [new Note(only.Label)] : [],
                    Legends = peaks.Length > 1 ? [Legend(peaks)] : [],
                },
            ],
        };
    }

    private static PlotPoint Place(FigureMark peak) => new(peak.Position(), peak.Y ?? double.NaN) { Tag = peak };

    // The legend says the peaks of several lines: a note of several rows finds no room between them.
    private static Legend Legend(ImmutableArray<FigureMark> peaks) =>
        new()
        {
            Placement = LegendPlacement.Above,
            Entries =
            [
                .. peaks.Select(
                    (p, i) => new LegendEntry(p.Label, Line: Palette.Line(i), Marker: Palette.Marker(i, PeakSize))
                ),
            ],
        };
}
