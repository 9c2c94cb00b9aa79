using System.Collections.Immutable;
using System.Globalization;
using Refigure.Drawing.Serving;
using Refigure.Figures;
using Refigure.Figures.Traces;
using Refigure.Plotting.Figures;
using Refigure.Plotting.Marks;

namespace Refigure.Drawing.Traces;

/// <summary>
/// Figure 20: lying bars of the kernels with the most time, and beneath them the rows of the GPUs' streams around one all-reduce,
/// its parts in a row of their own under each rank's.
/// </summary>
internal static class KernelTimelineDrawing
{
    private const double Half = 0.36;
    private const double RoomForLabels = 1.55;
    private const int LongestName = 40;
    private const double ThinOutline = 0.2;
    private const string AllReduceRow = "the all-reduce";

    public static Figure Draw(KernelTimeline recipe, FigureData data)
    {
        var kernels = Kernels(recipe, data);
        var rows = Rows(data);
        ImmutableArray<Panel> panels = rows.IsEmpty ? [kernels] : [kernels, Timeline(data, rows)];
        return new Figure
        {
            Format = FigureFormat.Text,
            HeightInches =
                0.75
                + (0.155 * data.Of(KernelTimeline.Shares).Length)
                + (rows.IsEmpty ? 0 : 0.75)
                + (0.2 * rows.Length),
            Panels = panels,
            Legends = [Legend(data)],
        };
    }

    private static Panel Kernels(KernelTimeline recipe, FigureData data)
    {
        var shares = data.Of(KernelTimeline.Shares);
        var times = data.Of(KernelTimeline.Kernels);
        var most = shares.Max(m => m.Y ?? 0);
        return new Panel
        {
            X = new ValueAxis(recipe.ValueAxis) { Min = 0, Max = most > 0 ? Math.Min(100, most * RoomForLabels) : 1 },
            Y = Named([.. shares.Select(m => Cut(m.Label))]),
            Marks =
            [
                .. shares.Select(
                    (m, i) =>
                        (Mark)
                            new BoxMark(
                                m.Series,
                                [new Box(0, m.Y ?? double.NaN, i - Half, i + Half, Value(m, times[i])) { Tag = m }],
                                ClassFills.Of(m.Series)
                            )
                            {
                                LabelsBeside = true,
                            }
                ),
            ],
            HeightShare = Math.Max(1, shares.Length * 0.155),
        };
    }

    private static Panel Timeline(FigureData data, ImmutableArray<string> rows)
    {
        var marks = new List<Mark>();
        foreach (var (kernels, items) in Classes(data))
        {
            marks.Add(
                new BoxMark("", [.. items.Select(m => Stretch(m, rows.IndexOf(m.Series)))], ClassFills.Of(kernels))
                {
                    OutlineWidth = ThinOutline,
                }
            );
        }

        var parts = data.Of(AllReduceMarks.Parts);
        foreach (var rank in parts.Select(m => m.Series).Distinct(StringComparer.Ordinal))
        {
            marks.AddRange(Parts([.. parts.Where(m => m.Series == rank)], rows.IndexOf(RowOf(rank))));
        }

        var (from, to) = (data.Number(AllReduceMarks.From) ?? 0, data.Number(AllReduceMarks.To) ?? 1);
        var ready = parts.Where(m => m.Label == AllReduceMarks.Communicating).Max(m => m.Position());
        marks.Insert(0, new ReferenceLine(ready, CurveMarks.Limit, IsVertical: true));
        return new Panel
        {
            Title = data.Printed(AllReduceMarks.Which),
            X = new ValueAxis("Time since the all-reduce's start on its first rank", "µs") { Min = from, Max = to },
            Y = Named([.. rows.Select(r => r.StartsWith(AllReduceRow, StringComparison.Ordinal) ? AllReduceRow : r)]),
            Marks = [.. marks],
            HeightShare = 0.2 * rows.Length,
        };
    }

    // The label beside the last of the parts says the whole.
    private static IEnumerable<Mark> Parts(FigureMark[] parts, int row)
    {
        var whole = parts.Sum(m => m.Y ?? 0);
        var waiting = parts.Where(m => m.Label == AllReduceMarks.Waiting).Sum(m => m.Y ?? 0);
        foreach (var part in parts)
        {
            var isLast = part == parts[^1];
            yield return new BoxMark(
                "",
                [Stretch(part, row) with { Label = isLast ? Words(whole, waiting) : null }],
                part.Label == AllReduceMarks.Waiting ? ClassFills.Waiting : ClassFills.Communicating
            )
            {
                LabelsBeside = true,
            };
        }
    }

    private static string Words(double whole, double waiting) =>
        waiting > 0 ? $"{Micro(whole)} µs, of it {Micro(waiting)} µs waiting" : $"{Micro(whole)} µs, no waiting";

    private static Box Stretch(FigureMark mark, int row) =>
        new(mark.Position(), mark.Position() + (mark.Y ?? double.NaN), row - Half, row + Half) { Tag = mark };

    // Each rank's streams, and under them the all-reduce's parts on it.
    private static ImmutableArray<string> Rows(FigureData data)
    {
        var streams = data.Of(AllReduceMarks.Timeline).Select(m => m.Series).Distinct(StringComparer.Ordinal).ToArray();
        return
        [
            .. data.Of(AllReduceMarks.Parts)
                .Select(m => m.Series)
                .Distinct(StringComparer.Ordinal)
                .SelectMany(rank =>
                    streams.Where(s => s.StartsWith(rank + ", stream ", StringComparison.Ordinal)).Append(RowOf(rank))
                ),
        ];
    }

    private static string RowOf(string rank) => $"{AllReduceRow} {rank}";

    private static IEnumerable<(string Class, FigureMark[] Marks)> Classes(FigureData data) =>
        data.Of(AllReduceMarks.Timeline)
            .GroupBy(m => m.Label[..Math.Max(0, m.Label.IndexOf(':', StringComparison.Ordinal))])
            .Select(g => (g.Key, g.ToArray()));

    private static Legend Legend(FigureData data)
    {
        var shown = data.Of(KernelTimeline.Shares)
            .Select(m => m.Series)
            .Concat(Classes(data).Select(c => c.Class))
            .ToHashSet(StringComparer.Ordinal);
        IEnumerable<LegendEntry> classes = ClassFills
            .Words.Where(shown.Contains)
            .Select(word => new LegendEntry(word, ClassFills.Of(word)));
        return new Legend
        {
            Placement = LegendPlacement.Above,
            Entries = data.Of(AllReduceMarks.Parts).IsEmpty
                ? [.. classes]
                :
                [
                    .. classes,
                    new LegendEntry("waiting", ClassFills.Waiting),
                    new LegendEntry("last rank starts", Line: CurveMarks.Limit),
                ],
        };
    }

    private static ValueAxis Named(ImmutableArray<string> names) =>
        new()
        {
            Names = names,
            Min = -0.6,
            Max = Math.Max(1, names.Length) - 0.4,
            IsReversed = true,
            Grid = false,
        };

    private static string Value(FigureMark share, FigureMark time) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{share.Y:0.0} %, {FigureNumberText.ThreeDigits(time.Y ?? 0)} ms, {time.N} calls"
        );

    private static string Micro(double value) =>
        value.ToString(value < 10 ? "0.00" : "0.0", CultureInfo.InvariantCulture);

    // Names of generated kernels differ at their ends.
    private static string Cut(string name) =>
        name.Length <= LongestName
            ? name
            : string.Concat(name.AsSpan(0, LongestName / 2), "…", name.AsSpan(name.Length - (LongestName / 2) + 1));
}
