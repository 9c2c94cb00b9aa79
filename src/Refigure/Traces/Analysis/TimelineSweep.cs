using System.Collections.Immutable;

namespace Refigure.Traces.Analysis;

/// <summary>Goes through a GPU's events once, in their order, and adds up.</summary>
internal sealed class TimelineSweep
{
    private readonly GpuTrace _trace;
    private readonly GpuTimeline _timeline;
    private readonly KernelClass[] _classes;
    private readonly DurationCounts?[] _durations;

    public TimelineSweep(GpuTrace trace, GpuTimeline timeline)
    {
        _trace = trace;
        _timeline = timeline;
        _classes = [.. trace.Names.Select(KernelClasses.Of)];
        _durations = new DurationCounts?[trace.Names.Length];
    }

    /// <summary>Durations by the kernel's name, after <see cref="Run"/>.</summary>
    public IEnumerable<(string Name, DurationCounts Durations)> Durations =>
        _durations
            .Select((counts, name) => (_trace.Names[name], counts))
            .Where(pair => pair.counts is not null)
            .Select(pair => (pair.Item1, pair.counts!));

    public RankTimes Run()
    {
        IntervalUnion all = default;
        IntervalUnion kernels = default;
        IntervalUnion communication = default;
        IntervalUnion compute = default;
        long? first = null;
        long? firstKernel = null;
        var last = long.MinValue;
        var lastKernel = long.MinValue;
        var count = 0L;
        var memory = 0L;
        var sum = 0L;
        foreach (var item in _timeline.InOrder())
        {
            first ??= item.Start;
            last = Math.Max(last, item.End);
            all.Add(item.Start, item.End);
            if (item.Activity != GpuActivity.Kernel)
            {
                memory++;
                continue;
            }

            firstKernel ??= item.Start;
            lastKernel = Math.Max(lastKernel, item.End);
            count++;
            sum += item.Duration;
            kernels.Add(item.Start, item.End);
            if (_classes[item.Name] == KernelClass.Communication)
            {
                communication.Add(item.Start, item.End);
            }
            else
            {
                compute.Add(item.Start, item.End);
            }

            (_durations[item.Name] ??= new DurationCounts()).Add(item.Duration);
        }

        var (streams, overlapping) = Streams();
        return new RankTimes
        {
            Source = _trace.Source,
            Rank = _trace.Rank,
            Device = _timeline.Device,
            Kernels = count,
            MemoryOperations = memory,
            Span = first is { } start ? last - start : 0,
            KernelSpan = firstKernel is { } kernel ? lastKernel - kernel : 0,
            Busy = all.Length,
            KernelBusy = kernels.Length,
            KernelSum = sum,
            Communication = communication.Length,
            Compute = compute.Length,

            // What both have is in the union of all once, and in the two unions twice.
            Overlap = communication.Length + compute.Length - kernels.Length,
            KernelStreams = streams,
            OverlappingOnStream = overlapping,
            TopKernels = KernelTable.Of(Durations),
            Classes = ByClass(),
        };
    }

    private (int Streams, long Overlapping) Streams()
    {
        var streams = 0;
        var overlapping = 0L;
        foreach (var stream in _timeline.Streams)
        {
            var any = false;
            var end = long.MinValue;
            foreach (var item in stream.Events.InOrder())
            {
                if (item.Activity == GpuActivity.Kernel)
                {
                    any = true;
                    overlapping += item.Start < end ? 1 : 0;
                    end = Math.Max(end, item.End);
                }
            }

            streams += any ? 1 : 0;
        }

        return (streams, overlapping);
    }

    private ImmutableArray<ClassTime> ByClass()
    {
        var totals = new SortedDictionary<KernelClass, (long Calls, long Total)>();
        for (var name = 0; name < _durations.Length; name++)
        {
            if (_durations[name] is { } counts)
            {
                var (calls, total) = totals.GetValueOrDefault(_classes[name]);
                totals[_classes[name]] = (calls + counts.Calls, total + counts.Total);
            }
        }

        return [.. totals.Select(t => new ClassTime(t.Key, t.Value.Calls, t.Value.Total))];
    }
}
