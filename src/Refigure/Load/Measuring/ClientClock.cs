using Refigure.Load.Sockets;

namespace Refigure.Load.Measuring;

/// <summary>What this process has used so far.</summary>
/// <param name="Ticks">When, in ticks of the stopwatch.</param>
/// <param name="Processor">Processor time of the process in seconds.</param>
/// <param name="Loop">Processor time of the calling thread in seconds; null where the system does not say.</param>
/// <param name="Pauses">Pauses for garbage collection in seconds.</param>
/// <param name="Bytes">Bytes that arrived.</param>
internal readonly record struct ClientClock(long Ticks, double Processor, double? Loop, double Pauses, long Bytes)
{
    public static ClientClock Read(long bytes) =>
        new(
            System.Diagnostics.Stopwatch.GetTimestamp(),
            Environment.CpuUsage.TotalTime.TotalSeconds,
            ThreadTime(),
            GC.GetTotalPauseDuration().TotalSeconds,
            bytes
        );

    private static unsafe double? ThreadTime()
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        var time = stackalloc long[2];
        return SocketCalls.Clock(SocketCalls.ThreadClock, time) == 0 ? time[0] + (time[1] / 1e9) : null;
    }
}
