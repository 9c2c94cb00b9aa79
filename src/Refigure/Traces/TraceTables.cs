using System.Collections.Immutable;
using System.Globalization;
using Refigure.Traces.Analysis;

namespace Refigure.Traces;

/// <summary>
/// What was found in traces as CSV tables, by file name. Units are in the columns' names: times are in µs with all digits of the
/// nanoseconds, shares in %. What is unknown is empty.
/// </summary>
public static class TraceTables
{
    /// <summary>The tables, each with its header first; those without rows are left out.</summary>
    public static ImmutableArray<(string File, ImmutableArray<string[]> Rows)> Of(TraceSet set, TraceAnalysis analysis)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(analysis);
        (string, IEnumerable<string[]>)[] tables =
        [
            ("kernels.csv", Kernels(set, analysis)),
            ("ranks.csv", Ranks(analysis)),
            ("classes.csv", Classes(analysis)),
            ("steps.csv", Steps(analysis)),
            ("collectives.csv", Collectives(analysis)),
            ("messages.csv", Messages(set)),
            ("other-tools.csv", OtherTools(analysis)),
            ("coverage.csv", Coverage(set)),
            ("remarks.csv", Remarks(set, analysis)),
        ];
        return [.. tables.Select(t => (t.Item1, Rows: t.Item2.ToImmutableArray())).Where(t => t.Rows.Length > 1)];
    }

    private static IEnumerable<string[]> Kernels(TraceSet set, TraceAnalysis analysis)
    {
        yield return
        [
            "rank",
            "kernel",
            "class",
            "calls",
            "total_us",
            "share_percent",
            "mean_us",
            "median_us",
            "min_us",
            "max_us",
        ];
        var tables = analysis
            .Ranks.Select((r, i) => (Name: analysis.RankNames[i], r.TopKernels))
            .Prepend((Name: "all", analysis.TopKernels))
            .Concat(set.Summaries.Select(s => (Name: s.Source, TopKernels: s.Kernels)));
        foreach (var (name, kernels) in tables)
        {
            foreach (var k in kernels)
            {
                yield return
                [
                    name,
                    k.Name,
                    Word(k.Class),
                    Text(k.Calls),
                    Time(k.Total),
                    Percent(k.Share),
                    Time(k.Mean),
                    k.Median is { } median ? Time(median) : "",
                    Time(k.Least),
                    Time(k.Most),
                ];
            }
        }
    }

    private static IEnumerable<string[]> Ranks(TraceAnalysis analysis)
    {
        yield return
        [
            "rank",
            "source",
            "device",
            "kernels",
            "memory_operations",
            "span_us",
            "busy_us",
            "idle_us",
            "kernel_span_us",
            "kernel_busy_us",
            "kernel_sum_us",
            "compute_us",
            "communication_us",
            "communication_share_percent",
            "overlap_us",
            "overlap_share_percent",
            "kernel_streams",
        ];
        for (var i = 0; i < analysis.Ranks.Length; i++)
        {
            var r = analysis.Ranks[i];
            yield return
            [
                analysis.RankNames[i],
                r.Source,
                Text(r.Device),
                Text(r.Kernels),
                Text(r.MemoryOperations),
                Time(r.Span),
                Time(r.Busy),
                Time(r.Idle),
                Time(r.KernelSpan),
                Time(r.KernelBusy),
                Time(r.KernelSum),
                Time(r.Compute),
                Time(r.Communication),
                Percent(r.CommunicationShare),
                Time(r.Overlap),
                Percent(r.OverlapShare),
                Text(r.KernelStreams),
            ];
        }
    }

    private static IEnumerable<string[]> Classes(TraceAnalysis analysis)
    {
        yield return ["rank", "class", "calls", "total_us", "share_percent"];
        for (var i = 0; i < analysis.Ranks.Length; i++)
        {
            foreach (var c in analysis.Ranks[i].Classes)
            {
                yield return
                [
                    analysis.RankNames[i],
                    Word(c.Class),
                    Text(c.Calls),
                    Time(c.Total),
                    Percent((double)c.Total / analysis.Ranks[i].KernelSum),
                ];
            }
        }
    }

    private static IEnumerable<string[]> Steps(TraceAnalysis analysis)
    {
        yield return
        [
            "rank",
            "step",
            "name",
            "start_us",
            "duration_us",
            "on",
            "kernels",
            "kernel_busy_us",
            "communication_us",
            "communication_share_percent",
            "all_reduces",
            "all_reduce_sum_us",
        ];
        for (var i = 0; i < analysis.Steps.Length; i++)
        {
            foreach (var s in analysis.Steps[i])
            {
                yield return
                [
                    analysis.RankNames[i],
                    Text(s.Index),
                    s.Name,
                    Time(s.Start),
                    Time(s.Duration),
                    s.IsOnGpu ? "gpu" : "host",
                    Text(s.Kernels),
                    Time(s.KernelBusy),
                    Time(s.Communication),
                    Percent(s.CommunicationShare),
                    Text(s.AllReduces),
                    Time(s.AllReduceSum),
                ];
            }
        }
    }

    private static IEnumerable<string[]> Collectives(TraceAnalysis analysis)
    {
        yield return
        [
            "collective",
            "call",
            "rank",
            "start_us",
            "duration_us",
            "waiting_us",
            "communicating_us",
            "is_last",
        ];
        foreach (var pairing in analysis.Collectives)
        {
            foreach (var call in pairing.Calls)
            {
                for (var rank = 0; rank < pairing.Ranks.Length; rank++)
                {
                    yield return
                    [
                        pairing.Kind.Word(),
                        Text(call.Index),
                        pairing.Ranks[rank],
                        Time(call.Starts[rank]),
                        Time(call.Durations[rank]),
                        Time(call.Waiting(rank)),
                        Time(call.Communicating(rank)),
                        call.LastRank == rank ? "yes" : "no",
                    ];
                }
            }
        }
    }

    private static IEnumerable<string[]> Messages(TraceSet set)
    {
        yield return
        [
            "source",
            "rank",
            "device",
            "collective",
            "data_type",
            "elements_in",
            "elements_out",
            "group_size",
            "bytes",
            "calls",
            "total_us",
            "mean_us",
            "min_us",
            "bus_bandwidth_gb_s",
            "best_bus_bandwidth_gb_s",
        ];
        foreach (var trace in set.Traces)
        {
            foreach (var m in trace.Messages)
            {
                yield return
                [
                    trace.Source,
                    trace.Rank is { } rank ? Text(rank) : "",
                    Text(m.Device),
                    m.Name,
                    m.DataType,
                    Text(m.In),
                    Text(m.Out),
                    Text(m.Group),
                    m.Bytes is { } bytes ? Text(bytes) : "",
                    Text(m.Calls),
                    Time(m.Total),
                    Time((double)m.Total / m.Calls),
                    Time(m.Least),
                    Number(m.BusBandwidth),
                    Number(m.BestBusBandwidth),
                ];
            }
        }
    }

    private static IEnumerable<string[]> OtherTools(TraceAnalysis analysis) =>
        analysis
            .OtherDefinitions.Select(o =>
                new[]
                {
                    o.Tool,
                    o.Metric,
                    o.Value?.ToString("R", CultureInfo.InvariantCulture) ?? "",
                    o.Unit,
                    o.Meaning,
                }
            )
            .Prepend(["tool", "metric", "value", "unit", "meaning"]);

    private static IEnumerable<string[]> Coverage(TraceSet set)
    {
        yield return
        [
            "source",
            "rank",
            "events",
            "kernels",
            "copies",
            "sets",
            "host_operators",
            "calls",
            "graph_launches",
            "graph_launches_without_kernels",
            "skipped",
            "negative_durations",
            "damaged",
            "unmatched_launches",
            "truncated",
            "absent_tables",
            "bytes",
        ];
        foreach (var trace in set.Traces)
        {
            var c = trace.Coverage;
            yield return
            [
                trace.Source,
                trace.Rank is { } rank ? Text(rank) : "",
                Text(c.Events),
                Text(c.Kernels),
                Text(c.Copies),
                Text(c.Sets),
                Text(c.HostOperators),
                Text(c.Calls),
                Text(c.GraphLaunches),
                Text(c.EmptyGraphLaunches),
                Text(c.Skipped),
                Text(c.NegativeDurations),
                Text(c.Damaged),
                c.Unmatched is { } unmatched ? Text(unmatched) : "",
                c.IsTruncated ? "yes" : "no",
                string.Join(' ', c.Absent),
                Text(c.Bytes),
            ];
        }
    }

    private static IEnumerable<string[]> Remarks(TraceSet set, TraceAnalysis analysis) =>
        set.Remarks.Concat(analysis.Remarks).Select(r => new[] { r }).Prepend(["remark"]);

    /// <summary>A class as tables have it.</summary>
    public static string Word(KernelClass kernels) =>
        kernels == KernelClass.Gemm ? "GEMM" : kernels.ToString().ToLowerInvariant();

    private static string Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    // Exact: a double has not the digits for a time since 1970.
    private static string Time(long nanoseconds) =>
        (nanoseconds / 1000m).ToString("0.000", CultureInfo.InvariantCulture);

    private static string Time(double nanoseconds) =>
        (nanoseconds / 1000).ToString("0.000", CultureInfo.InvariantCulture);

    private static string Percent(double? share) =>
        share is { } known ? (100 * known).ToString("R", CultureInfo.InvariantCulture) : "";
}
