using System.Globalization;

namespace Refigure.Nodes.Gpus;

/// <summary>
/// Reads the lines of <see cref="IGpuMonitor.SampleQuery"/>, one after the other, and places each sample on the monotonic clock
/// on which the lines arrive.
/// </summary>
/// <remarks>
/// <c>nvidia-smi</c> stamps by the wall clock, in local time, and its lines may arrive late. No line arrives before its stamp:
/// the least difference of arrival and stamp so far is taken as the difference of the two clocks, and a sample's time is its
/// stamp plus that. A stamp that goes back means that the wall clock was set: the difference is learnt anew. Without a stamp
/// that can be read, the arrival is the time.
/// </remarks>
public sealed class GpuSampleReader
{
    private static readonly TimeSpan Order = TimeSpan.FromMilliseconds(500);
    private GpuTable? _table;
    private TimeSpan? _difference;
    private TimeSpan _last = TimeSpan.MinValue;

    /// <summary>The sample of a line; null for every other line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="arrival">When it arrived, on any monotonic clock.</param>
    public GpuSample? Read(string line, TimeSpan arrival)
    {
        ArgumentNullException.ThrowIfNull(line);
        if (_table is null)
        {
            _table = GpuTable.Header(line.Trim(), "timestamp", "index", "memory.used");
            return null;
        }

        return _table.Row(line.Trim()) is { } row && GpuValue.Whole(_table.Cell(row, "index")) is { } gpu
            ? new GpuSample(
                Place(_table.Cell(row, "timestamp"), arrival),
                gpu,
                GpuValue.Bytes(_table.Cell(row, "memory.used")),
                GpuValue.Number(_table.Cell(row, "utilization.gpu")),
                GpuValue.Number(_table.Cell(row, "clocks.sm")),
                GpuValue.Number(_table.Cell(row, "clocks.mem")),
                GpuValue.Number(_table.Cell(row, "temperature.gpu")),
                GpuValue.Number(_table.Cell(row, "power.draw")),
                GpuValue.Bits(_table.Cell(row, "clocks_event_reasons.active"))
            )
            : null;
    }

    private TimeSpan Place(string? stamp, TimeSpan arrival)
    {
        if (
            !DateTime.TryParseExact(
                stamp,
                "yyyy/MM/dd HH:mm:ss.fff",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var time
            )
        )
        {
            return arrival;
        }

        var wall = TimeSpan.FromTicks(time.Ticks);
        var difference = arrival - wall;
        _difference = _difference is { } least && wall >= _last - Order && least < difference ? least : difference;
        _last = wall;
        return wall + _difference.Value;
    }
}
