using System.Diagnostics;
using Refigure.Load.Calibration;
using Refigure.Load.Running;
using Refigure.Load.Streams;
using Refigure.Serving;

namespace Refigure.Load.Measuring;

/// <summary>Gathers how the client did, a request after the other.</summary>
internal sealed class ClientMeter
{
    private readonly LagSample _lag = new();
    private readonly LagSample _connect = new();
    private readonly LagSample _ttft = new();
    private long _events;

    public void Add(Exchange exchange)
    {
        if (exchange.IsWarmUp)
        {
            return;
        }

        _events += exchange.Events;
        _lag.Add(Seconds(exchange.CouldStart, exchange.Begun));
        if (exchange.Sent != 0)
        {
            _connect.Add(Seconds(exchange.Begun, exchange.Sent));
        }

        if (exchange.Status == RequestStatus.Completed)
        {
            _ttft.Add(Seconds(exchange.Sent, exchange.Arrivals.Span[0]));
        }
    }

    public ClientNumbers Numbers(LoopResult loop, CalibrationResult? calibration) =>
        new()
        {
            Seconds = Seconds(loop.Before.Ticks, loop.After.Ticks),
            LagMean = _lag.Mean,
            LagP50 = _lag.At(0.5),
            LagP99 = _lag.At(0.99),
            LagMax = _lag.At(1),
            ConnectMean = _connect.Mean,
            ConnectMax = _connect.At(1),
            Connections = loop.Connections,
            ProcessorSeconds = loop.After.Processor - loop.Before.Processor,
            LoopSeconds = loop.After.Loop - loop.Before.Loop,
            Cores = Environment.ProcessorCount,
            PauseSeconds = loop.After.Pauses - loop.Before.Pauses,
            Events = _events,
            Bytes = loop.After.Bytes - loop.Before.Bytes,
            ArrivalErrorMean = loop.Errors.Mean,
            ArrivalErrorP99 = loop.Errors.At(0.99),
            TtftP50 = _ttft.At(0.5),
            Calibration = calibration,
        };

    private static double Seconds(long from, long to) => Stopwatch.GetElapsedTime(from, to).TotalSeconds;
}
