using System.Diagnostics;
using Refigure.Load.Answers;
using Refigure.Load.Arrivals;
using Refigure.Load.Measuring;
using Refigure.Load.Streams;
using Refigure.Serving;

namespace Refigure.Load.Running;

/// <summary>The loop of one thread: starts requests when they are due, takes what arrives, and knows when the load has ended.</summary>
internal sealed class LoadLoop
{
    // While a burst of requests starts, answers are looked at after so many of them.
    private const int StartsBetweenPolls = 16;
    private static readonly long SweepEvery = Stopwatch.Frequency / 10;
    private static readonly long FeederWait = Stopwatch.Frequency / 1000;
    private const int LeastFailuresToGiveUp = 100;

    private readonly LoadPlan _plan;
    private readonly IStartSchedule _schedule;
    private readonly RequestFeeder _feeder;
    private readonly StreamHub _hub;
    private readonly Action<Exchange> _record;
    private readonly int _warmUp;
    private readonly int _giveUpAfter;
    private int _started;
    private int _measured;
    private int _failuresInARow;
    private long _origin;
    private PreparedRequest? _next;

    public LoadLoop(
        LoadPlan plan,
        IStartSchedule schedule,
        RequestFeeder feeder,
        Func<Action<Exchange>, StreamHub> hub,
        Action<Exchange> record,
        int warmUp
    )
    {
        _plan = plan;
        _schedule = schedule;
        _feeder = feeder;
        _hub = hub(Ended);
        _record = record;
        _warmUp = warmUp;
        _giveUpAfter = Math.Max(LeastFailuresToGiveUp, 2 * (plan.Shape.Concurrency ?? 0));
    }

    public LoopState State { get; } = new();

    /// <summary>Puts the load on, from beginning to end, on the calling thread.</summary>
    /// <param name="origin">Is told the start of the load in ticks.</param>
    /// <param name="cancellation">Breaks off what runs.</param>
    public LoopResult Run(TaskCompletionSource<long> origin, CancellationToken cancellation)
    {
        using var hub = _hub;
        _origin = Stopwatch.GetTimestamp();
        origin.SetResult(_origin);
        _schedule.Begin(_origin);
        var before = ClientClock.Read(0);
        var nextSweep = _origin + SweepEvery;
        string? remark = null;
        while (true)
        {
            var now = Stopwatch.GetTimestamp();
            if (cancellation.IsCancellationRequested || now >= Deadline)
            {
                remark = cancellation.IsCancellationRequested ? "The load was interrupted." : null;
                break;
            }

            if (_failuresInARow >= _giveUpAfter)
            {
                remark = $"The load was given up after {_failuresInARow} failed requests in a row.";
                break;
            }

            var isWarm = State.MeasuredFrom != 0;
            var due = StartDue(now);
            if (!isWarm && State.MeasuredFrom != 0)
            {
                before = ClientClock.Read(hub.Bytes);
            }

            if (HasAll && hub.Active == 0)
            {
                break;
            }

            if (now >= nextSweep)
            {
                hub.Sweep(now);
                nextSweep = now + SweepEvery;
            }

            hub.Poll(Math.Min(Math.Min(due, nextSweep), Deadline));
        }

        var end = Stopwatch.GetTimestamp();
        hub.Cut(end);
        return new LoopResult(_origin, State.MeasuredFrom, end, before, ClientClock.Read(hub.Bytes), hub.Connected)
        {
            Remark = remark,
            Errors = hub.Errors,
        };
    }

    private bool HasAll => _plan.Requests is { } wanted && _measured >= wanted;

    private long Deadline =>
        _plan.Duration is { } duration && State.MeasuredFrom is > 0 and var from
            ? from + (long)(duration.TotalSeconds * Stopwatch.Frequency)
            : long.MaxValue;

    // Starts what is due; when the next is.
    private long StartDue(long now)
    {
        var count = 0;
        while (!HasAll && _schedule.NextDue <= now)
        {
            _next ??= _feeder.Take();
            if (_next is null)
            {
                return now + FeederWait;
            }

            if (!_schedule.TryTake(now, out var start))
            {
                break;
            }

            Start(start, _next);
            _next = null;
            if (++count == StartsBetweenPolls)
            {
                return 0;
            }
        }

        return HasAll ? long.MaxValue : _schedule.NextDue;
    }

    private void Start(Start start, PreparedRequest request)
    {
        var warmUpTime = (long)(_plan.WarmUpTime.TotalSeconds * Stopwatch.Frequency);
        var isWarmUp = State.MeasuredFrom == 0 && (_started < _warmUp || start.Intended < _origin + warmUpTime);
        if (!isWarmUp)
        {
            _measured++;
            if (State.MeasuredFrom == 0)
            {
                State.MeasuredFrom = start.Intended;
            }
        }

        IAnswerReader reader = _plan.Endpoint == LoadEndpoint.GenerateStream ? new TgiReader() : new OpenAiReader();
        _hub.Begin(
            new Exchange(request, reader, _plan.KeepsText)
            {
                Index = _started++,
                IsWarmUp = isWarmUp,
                Slot = start.Slot,
                Intended = start.Intended,
                CouldStart = start.CouldStart,
            }
        );
    }

    private void Ended(Exchange exchange)
    {
        var failed = exchange.Status == RequestStatus.Failed;
        _failuresInARow =
            failed ? _failuresInARow + 1
            : exchange.Status == RequestStatus.Cut ? _failuresInARow
            : 0;
        if (!exchange.IsWarmUp)
        {
            State.Count(failed);
        }

        _schedule.Ended(exchange.Slot, Stopwatch.GetTimestamp(), failed);
        _record(exchange);
    }
}
