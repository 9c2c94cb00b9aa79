using System.Collections.Immutable;
using Refigure.Load.Calibration;

namespace Refigure.Load.Measuring;

/// <summary>How the client itself did while it measured. Times in seconds; what is unknown is null.</summary>
public sealed record ClientNumbers
{
    /// <summary>Seconds of the measured part.</summary>
    public required double Seconds { get; init; }

    /// <summary>
    /// From when a request could start (its intended start, or when it got room) until the client took it up: the mean.
    /// </summary>
    public double? LagMean { get; init; }

    /// <summary>Its median.</summary>
    public double? LagP50 { get; init; }

    /// <summary>Its 99th percentile.</summary>
    public double? LagP99 { get; init; }

    /// <summary>The longest.</summary>
    public double? LagMax { get; init; }

    /// <summary>From taking a request up to sending it, so what it took to connect, where that was needed: the mean.</summary>
    public double? ConnectMean { get; init; }

    /// <summary>The longest.</summary>
    public double? ConnectMax { get; init; }

    /// <summary>Connections that were made, those of the warm-up among them.</summary>
    public int Connections { get; init; }

    /// <summary>Processor time of the process.</summary>
    public required double ProcessorSeconds { get; init; }

    /// <summary>Processor time of the thread that sends, receives and takes the times; null where the system does not say.</summary>
    public double? LoopSeconds { get; init; }

    /// <summary>Cores that the process could use.</summary>
    public required int Cores { get; init; }

    /// <summary>Pauses for garbage collection.</summary>
    public required double PauseSeconds { get; init; }

    /// <summary>Events that arrived in the measured requests.</summary>
    public required long Events { get; init; }

    /// <summary>Bytes that arrived in the measured part.</summary>
    public required long Bytes { get; init; }

    /// <summary>By how much a token may have arrived earlier than was written down, at most: the mean over tokens.</summary>
    public double? ArrivalErrorMean { get; init; }

    /// <summary>Its 99th percentile.</summary>
    public double? ArrivalErrorP99 { get; init; }

    /// <summary>The median TTFT from the send of what was measured.</summary>
    public double? TtftP50 { get; init; }

    /// <summary>What it added to known times just before; null if that was not looked at.</summary>
    public CalibrationResult? Calibration { get; init; }

    /// <summary>The part of its cores that the process used, 0 to 1.</summary>
    public double ProcessorShare => ProcessorSeconds / Seconds / Cores;

    /// <summary>The part of one core that the measuring thread used, 0 to 1.</summary>
    public double? LoopShare => LoopSeconds / Seconds;

    /// <summary>The numbers by their names in <c>load.json</c>.</summary>
    public ImmutableSortedDictionary<string, double> Reported()
    {
        var all = new Dictionary<string, double?>
        {
            ["client_lag_mean"] = LagMean,
            ["client_lag_p50"] = LagP50,
            ["client_lag_p99"] = LagP99,
            ["client_lag_max"] = LagMax,
            ["client_connect_mean"] = ConnectMean,
            ["client_connect_max"] = ConnectMax,
            ["client_cpu_share"] = ProcessorShare,
            ["client_cpu_seconds"] = ProcessorSeconds,
            ["client_loop_cpu_seconds"] = LoopSeconds,
            ["client_gc_pause_seconds"] = PauseSeconds,
            ["client_events_per_second"] = Events / Seconds,
            ["client_bytes_per_second"] = Bytes / Seconds,
            ["client_arrival_error_mean"] = ArrivalErrorMean,
            ["client_arrival_error_p99"] = ArrivalErrorP99,
            ["client_calibration_arrive_mean"] = Calibration?.ArriveMean,
            ["client_calibration_receive_mean"] = Calibration?.ReceiveMean,
            ["client_calibration_receive_p99"] = Calibration?.ReceiveP99,
        };
        return all.Where(n => n.Value is { } value && double.IsFinite(value))
            .ToImmutableSortedDictionary(n => n.Key, n => n.Value!.Value);
    }
}
