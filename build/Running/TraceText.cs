using System.Globalization;
using Refigure.Traces;
using Refigure.Traces.Analysis;
using Spectre.Console;

namespace Refigure.Build.Running;

/// <summary>What was found in traces, for the console.</summary>
internal static class TraceText
{
    private const int Width = 150;
    private const int MostKernels = 10;
    private const int LongestName = 50;

    /// <summary>The lines.</summary>
    public static IEnumerable<string> Of(TraceSet set, TraceAnalysis analysis)
    {
        IEnumerable<IEnumerable<string>> parts =
        [
            Coverage(set),
            set.Summaries.SelectMany(s => Kernels($"Kernels of {s.Source}", s.Kernels)),
            analysis.TopKernels.Length == 0 ? [] : Kernels(OverRanks(analysis), analysis.TopKernels),
            Ranks(analysis),
            Classes(analysis),
            Steps(analysis),
            Collectives(analysis),
            Messages(set),
            OtherTools(analysis),
        ];
        return parts.SelectMany(part => part);
    }

    private static IEnumerable<string> Coverage(TraceSet set)
    {
        foreach (var trace in set.Traces)
        {
            var c = trace.Coverage;
            yield return Text(
                $"{trace.Source}: {c.Events} events, of them {c.Kernels} kernels, {c.Copies} copies, {c.Sets} memsets, {c.HostOperators} operators on the host, {c.GraphLaunches} launches of CUDA graphs; {c.Skipped} left out, {c.Damaged} damaged{(c.Absent.IsEmpty ? "" : $"; no table {string.Join(", ", c.Absent)}, so nothing of it")}."
            );
        }
    }

    private static string OverRanks(TraceAnalysis analysis) =>
        analysis.Ranks.Length == 1
            ? $"Kernels of {analysis.RankNames[0]}"
            : $"Kernels of {analysis.Ranks.Length} ranks";

    private static IEnumerable<string> Kernels(string title, IReadOnlyList<KernelTime> kernels) =>
        Table(
            kernels.Count > MostKernels ? $"{title}: the first {MostKernels} of {kernels.Count}" : title,
            ["kernel", "class", "calls", "total ms", "share %", "mean µs", "median µs", "min µs", "max µs"],
            2,
            kernels
                .Take(MostKernels)
                .Select(k =>
                    new[]
                    {
                        Cut(KernelNames.Short(k.Name)),
                        TraceTables.Word(k.Class),
                        Text($"{k.Calls}"),
                        Milliseconds(k.Total),
                        Percent(k.Share),
                        Microseconds(k.Mean),
                        k.Median is { } median ? Microseconds(median) : "",
                        Microseconds(k.Least),
                        Microseconds(k.Most),
                    }
                )
        );

    private static IEnumerable<string> Ranks(TraceAnalysis analysis) =>
        Table(
            "Time of each GPU, ms (unions over its streams)",
            [
                "rank",
                "span",
                "busy",
                "busy %",
                "idle",
                "compute",
                "communication",
                "comm. % of kernels",
                "overlap",
                "overlap % of comm.",
            ],
            1,
            analysis.Ranks.Select(
                (r, i) =>
                    new[]
                    {
                        analysis.RankNames[i],
                        Milliseconds(r.Span),
                        Milliseconds(r.Busy),
                        r.Span == 0 ? "" : Percent((double)r.Busy / r.Span),
                        Milliseconds(r.Idle),
                        Milliseconds(r.Compute),
                        Milliseconds(r.Communication),
                        Percent(r.CommunicationShare),
                        Milliseconds(r.Overlap),
                        Percent(r.OverlapShare),
                    }
            )
        );

    private static IEnumerable<string> Classes(TraceAnalysis analysis) =>
        Table(
            "Sums by class, ms (kernels)",
            ["class", .. analysis.RankNames],
            1,
            analysis
                .Ranks.SelectMany(r => r.Classes)
                .Select(c => c.Class)
                .Distinct()
                .Order()
                .Select(kernels =>
                    (string[])
                        [
                            TraceTables.Word(kernels),
                            .. analysis.Ranks.Select(r =>
                                r.Classes.FirstOrDefault(c => c.Class == kernels) is { } found
                                    ? $"{Milliseconds(found.Total)} ({found.Calls})"
                                    : ""
                            ),
                        ]
                )
        );

    private static IEnumerable<string> Steps(TraceAnalysis analysis)
    {
        for (var i = 0; i < analysis.Steps.Length; i++)
        {
            var steps = analysis.Steps[i];
            if (steps.Length == 0)
            {
                continue;
            }

            var shares = steps.Select(s => s.CommunicationShare).OfType<double>().ToArray();
            yield return Text(
                $"Steps of {analysis.RankNames[i]}: {steps.Length} with kernels{(steps[0].IsOnGpu ? "" : " (by the host's ranges)")}; all-reduces in each: {Range(steps.Select(s => (double)s.AllReduces), "0")}; communication {Range(shares.Select(s => s * 100), "0.0")} % of kernel time."
            );
        }
    }

    private static IEnumerable<string> Collectives(TraceAnalysis analysis) =>
        Table(
            "Collectives, paired over the ranks by order, ms: waiting until the last rank starts, then communicating",
            ["collective", "rank", "calls", "time in it", "waiting", "communicating", "last to start"],
            2,
            analysis
                .Collectives.Where(c => c.Calls.Length > 0)
                .SelectMany(c =>
                    Enumerable
                        .Range(0, c.Ranks.Length)
                        .Select(rank =>
                            new[]
                            {
                                c.Kind.Word(),
                                c.Ranks[rank],
                                Text($"{c.Calls.Length}"),
                                Milliseconds(c.Waiting(rank) + c.Communicating(rank)),
                                Milliseconds(c.Waiting(rank)),
                                Milliseconds(c.Communicating(rank)),
                                Text($"{c.TimesLast(rank)} times"),
                            }
                        )
                )
        );

    private static IEnumerable<string> Messages(TraceSet set) =>
        Table(
            "Messages of collectives, where the trace tells their sizes; bus bandwidth as nccl-tests counts it, waiting within",
            ["collective", "rank", "type", "bytes", "ranks", "calls", "mean µs", "min µs", "GB/s", "best GB/s"],
            3,
            set.Traces.SelectMany(t =>
                t.Messages.Take(MostKernels)
                    .Select(m =>
                        new[]
                        {
                            m.Name,
                            t.Rank is { } rank ? Text($"rank {rank}") : Text($"GPU {m.Device}"),
                            m.DataType,
                            m.Bytes is { } bytes ? Text($"{bytes}") : "",
                            Text($"{m.Group}"),
                            Text($"{m.Calls}"),
                            Microseconds((double)m.Total / m.Calls),
                            Microseconds(m.Least),
                            Number(m.BusBandwidth, "0.00"),
                            Number(m.BestBusBandwidth, "0.00"),
                        }
                    )
            )
        );

    private static IEnumerable<string> OtherTools(TraceAnalysis analysis) =>
        Table(
            "The same as other tools define it (what each counts: other-tools.csv with --out DIR)",
            ["tool", "metric", "value", "unit"],
            2,
            analysis.OtherDefinitions.Select(o => new[] { o.Tool, o.Metric, Number(o.Value, "0.####"), o.Unit })
        );

    private static IEnumerable<string> Table(
        string title,
        IReadOnlyList<string> columns,
        int texts,
        IEnumerable<string[]> rows
    )
    {
        var all = rows.ToArray();
        if (all.Length == 0)
        {
            return [];
        }

        var table = new Table { Border = TableBorder.Ascii2, ShowRowSeparators = false };
        for (var i = 0; i < columns.Count; i++)
        {
            table.AddColumn(
                new TableColumn(Markup.Escape(columns[i]))
                {
                    Alignment = i < texts ? Justify.Left : Justify.Right,
                    NoWrap = true,
                }
            );
        }

        foreach (var row in all)
        {
            table.AddRow([.. row.Select(Markup.Escape)]);
        }

        using var text = new StringWriter();
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = AnsiSupport.No,
                ColorSystem = ColorSystemSupport.NoColors,
                Out = new AnsiConsoleOutput(text),
            }
        );
        console.Profile.Width = Width;
        console.Write(table);
        return
        [
            $"{title}:",
            .. text.ToString().Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0),
        ];
    }

    private static string Range(IEnumerable<double> values, string format)
    {
        var all = values.ToArray();
        if (all.Length == 0)
        {
            return "unknown";
        }

        var (least, most) = (Number(all.Min(), format), Number(all.Max(), format));
        return least == most ? least : $"{least} to {most}";
    }

    private static string Cut(string name) =>
        name.Length <= LongestName ? name : string.Concat(name.AsSpan(0, LongestName - 1), "…");

    private static string Milliseconds(double nanoseconds) => Number(nanoseconds / 1e6, "0.000");

    private static string Microseconds(double nanoseconds) => Number(nanoseconds / 1e3, "0.0");

    private static string Percent(double? share) => share is { } known ? Number(known * 100, "0.0") : "";

    private static string Number(double? value, string format) =>
        value?.ToString(format, CultureInfo.InvariantCulture) ?? "";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
