namespace Refigure.Traces.Reading;

/// <summary>Sorts the events of a Kineto trace: what the GPU did is kept, steps are kept, the rest is counted.</summary>
internal sealed class KinetoEvents(TraceBuilder trace)
{
    // An engine's steps are thousands; a text that names millions is not believed.
    private const int MostSteps = 1 << 20;

    private readonly NumberSet _ofKernels = new();
    private readonly NumberSet _ofCalls = new();
    private readonly NumberSet _ofGraphs = new();
    private int _steps;
    private long _kernels;
    private long _copies;
    private long _sets;
    private long _operators;
    private long _calls;
    private long _graphs;
    private long _skipped;
    private long _negative;

    /// <summary>Whether an array of events was found.</summary>
    public bool HasBegun { get; set; }

    public long Events { get; private set; }

    public long Damaged { get; set; }

    public void Take(in JsonEvent item)
    {
        Events++;
        if (item.Phase is not [(byte)'X'])
        {
            return;
        }

        switch (EventCategories.Of(item.Category))
        {
            case EventCategory.Operator:
                _operators++;
                break;
            case EventCategory.Kernel:
                _kernels += TakeActivity(item, GpuActivity.Kernel) ? 1 : 0;
                break;
            case EventCategory.Copy:
                _copies += TakeActivity(item, GpuActivity.Copy) ? 1 : 0;
                break;
            case EventCategory.Set:
                _sets += TakeActivity(item, GpuActivity.Set) ? 1 : 0;
                break;
            case EventCategory.Call:
                TakeCall(item);
                break;
            case EventCategory.Annotation:
                TakeStep(item, null);
                break;
            case EventCategory.GpuAnnotation:
                TakeStep(item, KernelArguments.Number(item.Process));
                break;
            default:
                break;
        }
    }

    public TraceCoverage Coverage(bool isTruncated, long bytes) =>
        new()
        {
            Events = Events,
            Kernels = _kernels,
            Copies = _copies,
            Sets = _sets,
            HostOperators = _operators,
            Calls = _calls,
            GraphLaunches = _graphs,
            EmptyGraphLaunches = _ofGraphs.CountWithout(_ofKernels),
            Skipped = _skipped,
            NegativeDurations = _negative,
            Damaged = Damaged,
            // A trace of which only what concerns the GPU was kept has no other calls than launches of graphs.
            Unmatched =
                _calls == _graphs || _ofKernels.Count == 0 || _ofKernels.IsFull || _ofCalls.IsFull
                    ? null
                    : _ofKernels.CountWithout(_ofCalls),
            Correlations = _ofKernels.Count,
            IsTruncated = isTruncated,
            Bytes = bytes,
        };

    private bool TakeActivity(in JsonEvent item, GpuActivity activity)
    {
        if (!TryTimes(item, out var start, out var duration))
        {
            _skipped++;
            return false;
        }

        var arguments = KernelArguments.Read(item.Arguments);
        if (arguments.Correlation is { } correlation && activity == GpuActivity.Kernel)
        {
            _ofKernels.Add(correlation);
        }

        var device = arguments.Device ?? KernelArguments.Number(item.Process) ?? -1;
        if (activity == GpuActivity.Kernel && NcclArguments.MayBeIn(item.Name))
        {
            trace.Messages.Add(device, NcclArguments.Read(item.Arguments), duration);
        }

        trace.Add(
            device,
            arguments.Stream ?? KernelArguments.Number(item.Thread) ?? -1,
            new GpuEvent(start, duration, trace.Names.OfJson(item.Name), activity)
        );
        return true;
    }

    private bool TryTimes(in JsonEvent item, out long start, out long duration)
    {
        duration = 0;
        if (
            !Microseconds.TryReadNanoseconds(item.Start, out start)
            || !Microseconds.TryReadNanoseconds(item.Duration, out duration)
        )
        {
            return false;
        }

        _negative += duration < 0 ? 1 : 0;
        return duration >= 0;
    }

    private void TakeCall(in JsonEvent item)
    {
        _calls++;
        if (KernelArguments.Read(item.Arguments).Correlation is not { } correlation)
        {
            return;
        }

        _ofCalls.Add(correlation);
        if (item.Name.StartsWith("cudaGraphLaunch"u8) || item.Name.StartsWith("cuGraphLaunch"u8))
        {
            _graphs++;
            _ofGraphs.Add(correlation);
        }
    }

    private void TakeStep(in JsonEvent item, long? device)
    {
        if (!item.Name.StartsWith("execute_"u8) && !item.Name.StartsWith("ProfilerStep#"u8))
        {
            return;
        }

        var name = JsonText.Unescape(item.Name);
        if (TraceRange.IsStep(name) && TryTimes(item, out var start, out var duration) && _steps++ < MostSteps)
        {
            trace.AddStep(new TraceRange(name, start, duration, device));
        }
    }
}
