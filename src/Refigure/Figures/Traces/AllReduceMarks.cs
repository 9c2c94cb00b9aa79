using System.Globalization;
using Refigure.Traces;
using Refigure.Traces.Analysis;

namespace Refigure.Figures.Traces;

/// <summary>The timeline around one all-reduce: everything that runs near it, and the parts of its own time.</summary>
internal static class AllReduceMarks
{
    /// <summary>
    /// The panel of what the GPUs ran: series is rank and stream, label <c>class: kernel</c>, x the start in µs after that of the
    /// all-reduce on its first rank, y the duration.
    /// </summary>
    public const string Timeline = "timeline";

    /// <summary>The panel of the all-reduce's parts: series is the rank, label which, x and y as in <see cref="Timeline"/>.</summary>
    public const string Parts = "all-reduce";

    /// <summary>The label of the time until the last rank starts.</summary>
    public const string Waiting = "waiting";

    /// <summary>The label of the rest of the time.</summary>
    public const string Communicating = "communicating";

    /// <summary>The annotation that says which all-reduce it is.</summary>
    public const string Which = "all_reduce";

    /// <summary>The annotation of the window's ends, in µs: its label is empty.</summary>
    public const string From = "window_from";

    /// <summary>See <see cref="From"/>.</summary>
    public const string To = "window_to";

    // As long again before and after it; at least what a few kernels take.
    private const double Around = 1.1;
    private const long LeastAround = 22_000;

    public static void Add(FigureDraft draft, ProfiledCase shown)
    {
        if (shown.AllReduces is not { } pairing)
        {
            draft.Find("no-all-reduce", WhyNone(shown), [shown.Run]);
            return;
        }

        var call = Median(pairing);
        var first = call.Starts.Min();
        var last = call.Starts.Zip(call.Durations, (start, duration) => start + duration).Max();
        var around = (long)Math.Max(LeastAround, (last - first) * Around);
        draft.Add(
            Annotation.Text(
                Which,
                $"All-reduce {call.Index + 1} of {pairing.Calls.Length} of each rank, that of median duration"
            )
        );
        draft.Add(Bound(From, -around));
        draft.Add(Bound(To, last - first + around));
        var ranks = RankOrder.Of(shown.Profile.Set.Traces);
        var offsets = CollectivePairs.Offsets(ranks)!;
        for (var rank = 0; rank < ranks.Count; rank++)
        {
            AddStreams(draft, shown, ranks[rank], offsets[rank], first, (first - around, last + around));
            AddParts(draft, shown, pairing.Ranks[rank], call, rank, first, ranks[rank].Trace.Source);
        }
    }

    private static CollectiveCall Median(CollectivePairing pairing)
    {
        CollectiveCall[] byDuration = [.. pairing.Calls.OrderBy(c => c.Durations.Max()).ThenBy(c => c.Index)];
        return byDuration[byDuration.Length / 2];
    }

    private static void AddStreams(
        FigureDraft draft,
        ProfiledCase shown,
        (GpuTrace Trace, GpuTimeline Timeline, string Name) rank,
        long offset,
        long zero,
        (long From, long To) window
    )
    {
        foreach (var stream in rank.Timeline.Streams)
        {
            foreach (var item in stream.Events.InOrder())
            {
                var start = item.Start + offset;
                if (start >= window.To)
                {
                    break;
                }

                if (start + item.Duration > window.From)
                {
                    var name = rank.Trace.Names[item.Name];
                    var kernels = item.Activity == GpuActivity.Kernel ? KernelClasses.Of(name) : KernelClass.Memory;
                    draft.Add(
                        Mark(
                            shown,
                            Timeline,
                            $"{rank.Name}, stream {stream.Number.ToString(CultureInfo.InvariantCulture)}",
                            $"{TraceTables.Word(kernels)}: {KernelNames.Short(name)}",
                            start - zero,
                            item.Duration,
                            rank.Trace.Source
                        )
                    );
                }
            }
        }
    }

    private static void AddParts(
        FigureDraft draft,
        ProfiledCase shown,
        string name,
        CollectiveCall call,
        int rank,
        long zero,
        string source
    )
    {
        var (start, waiting) = (call.Starts[rank] - zero, call.Waiting(rank));
        draft.Add(Mark(shown, Parts, name, Waiting, start, waiting, source));
        draft.Add(Mark(shown, Parts, name, Communicating, start + waiting, call.Communicating(rank), source));
    }

    private static FigureMark Mark(
        ProfiledCase shown,
        string panel,
        string series,
        string label,
        long start,
        long duration,
        string source
    ) =>
        new(panel, series, label, FigureNumberText.Exact(start / 1000.0), duration / 1000.0, Error: null, N: 1, "µs")
        {
            How = "one event of the trace",
            Sources = [KernelTimeline.Source(shown, "duration", duration / 1000.0, "µs", source)],
        };

    private static FigureMark Bound(string which, long nanoseconds) =>
        new(Panels.Annotations, which, Label: "", X: "", nanoseconds / 1000.0, Error: null, N: null, "µs");

    private static string WhyNone(ProfiledCase shown) =>
        shown.Ranks switch
        {
            0 => "A summary of kernels has no times of single calls: there is no timeline; take the traces themselves.",
            1 => "There is no all-reduce to show: the trace is of one GPU alone.",
            _ => shown
                .Profile.Analysis.Collectives.Where(c => c.Kind == CollectiveKind.AllReduce)
                .Select(c => c.Problem)
                .OfType<string>()
                .FirstOrDefault("There is no all-reduce in the traces, so there is no timeline around one."),
        };
}
