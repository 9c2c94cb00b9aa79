using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Refigure.Load.Sockets;
using Refigure.Tests.Running.Processes;

namespace Refigure.Tests.Load.Sockets;

public sealed class LinuxSocketTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public LinuxSocketTests() => _listener.Start();

    public void Dispose() => _listener.Dispose();

    [LinuxFact]
    public async Task What_is_read_late_has_the_time_at_which_it_arrived()
    {
        using var socket = new LinuxSocket((IPEndPoint)_listener.LocalEndpoint);
        var accepting = _listener.AcceptTcpClientAsync();
        while (socket.Connect() is not SocketStep.Done)
        {
            await Task.Delay(1);
        }

        using var server = await accepting;
        await Task.Delay(20);
        var before = Stopwatch.GetTimestamp();
        await server.GetStream().WriteAsync("late"u8.ToArray());
        var after = Stopwatch.GetTimestamp();
        await Task.Delay(200);

        var buffer = new byte[64];
        socket.Receive(buffer, out var time).ShouldBe(4);
        socket.Receive(buffer, out var nothing).ShouldBe(IStreamSocket.WouldBlock);

        Stopwatch.GetElapsedTime(after, time.Taken).ShouldBeGreaterThan(TimeSpan.FromMilliseconds(100));
        nothing.IsKnown.ShouldBeFalse();
        nothing.Arrived.ShouldBe(nothing.Taken);
        if (!time.IsKnown)
        {
            // A system that does not stamp what arrives: then only the read is known.
            time.Arrived.ShouldBe(time.Taken);
            return;
        }

        // Two clocks are compared, each read within microseconds.
        var margin = Stopwatch.Frequency / 1000;
        time.Arrived.ShouldBeInRange(before - margin, after + margin);
    }

    [LinuxFact]
    public void A_time_of_the_day_s_clock_is_one_of_the_stopwatch()
    {
        var now = Stopwatch.GetTimestamp();
        var day = (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks;
        var after = Stopwatch.GetTimestamp();

        var ticks = SystemTime.Ticks(day / TimeSpan.TicksPerSecond, day % TimeSpan.TicksPerSecond * 100, now);

        var margin = Stopwatch.Frequency / 1000;
        ticks.ShouldBeInRange(now - margin, after + margin);
    }
}
