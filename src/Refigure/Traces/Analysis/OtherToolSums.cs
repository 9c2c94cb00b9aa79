namespace Refigure.Traces.Analysis;

/// <summary>Sums over one file as other tools form them: over all its GPUs together, and what a kernel is by its name.</summary>
internal sealed class OtherToolSums
{
    private readonly GpuTrace _trace;
    private readonly long[] _counts;
    private readonly long[] _sums;

    private OtherToolSums(GpuTrace trace)
    {
        _trace = trace;
        _counts = new long[trace.Names.Length];
        _sums = new long[trace.Names.Length];
    }

    /// <summary>From the first start to the last end, in ns.</summary>
    public long Span { get; private set; }

    /// <summary>From the first start to the end of what started last, in ns.</summary>
    public long SpanToLastStarted { get; private set; }

    public static OtherToolSums Of(GpuTrace trace)
    {
        var sums = new OtherToolSums(trace);
        long? first = null;
        var last = long.MinValue;
        foreach (var item in sums.Kernels())
        {
            sums._counts[item.Name]++;
            sums._sums[item.Name] += item.Duration;
            first ??= item.Start;
            last = Math.Max(last, item.End);
            sums.SpanToLastStarted = item.End - first.Value;
        }

        sums.Span = first is { } start ? last - start : 0;
        return sums;
    }

    /// <summary>How many kernels with such names.</summary>
    public long Count(Func<string, bool> which) => Over(_counts, which);

    /// <summary>Plain sum of their durations, in ns.</summary>
    public long Sum(Func<string, bool> which) => Over(_sums, which);

    /// <summary>The time in which at least one of them runs, in ns.</summary>
    public long Union(Func<string, bool> which)
    {
        var chosen = _trace.Names.Select(which).ToArray();
        IntervalUnion union = default;
        foreach (var item in Kernels())
        {
            if (chosen[item.Name])
            {
                union.Add(item.Start, item.End);
            }
        }

        return union.Length;
    }

    /// <summary>
    /// The sum of the intersections of each of one kind with each of another, in ns, by one pass: at each moment it grows by how
    /// many of one run times how many of the other.
    /// </summary>
    public long Together(Func<string, bool> one, Func<string, bool> other)
    {
        var isOne = _trace.Names.Select(one).ToArray();
        var isOther = _trace.Names.Select(other).ToArray();
        var ends = new PriorityQueue<int, long>();
        var total = 0L;
        var now = 0L;
        var (ones, others) = (0L, 0L);
        void MoveTo(long time)
        {
            total += ones * others * (time - now);
            now = time;
        }

        void EndUntil(long time)
        {
            while (ends.TryPeek(out var name, out var end) && end <= time)
            {
                MoveTo(end);
                ones -= isOne[name] ? 1 : 0;
                others -= isOther[name] ? 1 : 0;
                _ = ends.Dequeue();
            }
        }

        foreach (var item in Kernels())
        {
            if (isOne[item.Name] || isOther[item.Name])
            {
                EndUntil(item.Start);
                MoveTo(item.Start);
                ones += isOne[item.Name] ? 1 : 0;
                others += isOther[item.Name] ? 1 : 0;
                ends.Enqueue(item.Name, item.End);
            }
        }

        EndUntil(long.MaxValue);
        return total;
    }

    private long Over(long[] values, Func<string, bool> which)
    {
        var sum = 0L;
        for (var name = 0; name < values.Length; name++)
        {
            sum += values[name] != 0 && which(_trace.Names[name]) ? values[name] : 0;
        }

        return sum;
    }

    // In the tables of nsys these tools take copies for kernels.
    private IEnumerable<GpuEvent> Kernels()
    {
        var all = new GpuTimeline(0, [.. _trace.Timelines.SelectMany(t => t.Streams)]);
        return _trace.Format == TraceFormat.NsysTable
            ? all.InOrder()
            : all.InOrder().Where(e => e.Activity == GpuActivity.Kernel);
    }
}
