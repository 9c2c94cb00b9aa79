using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Refigure.Load;
using Refigure.Load.Prompts;
using Refigure.Serving;
using Refigure.Testing;

namespace Refigure.Tests.Load;

/// <summary>The client held against a server that others wrote and that writes down its own times.</summary>
public sealed class JudgeTests : IDisposable
{
    private const int Tokens = 6;
    private readonly string _log = Path.Combine(Path.GetTempPath(), $"refigure-judge-{Guid.NewGuid():N}.csv");

    public void Dispose() => File.Delete(_log);

    [JudgeFact]
    public async Task What_the_server_wrote_down_lies_between_the_client_s_own_times()
    {
        var port = FreePort();
        using var server = Start(port);
        var outcome = await new LoadGenerator(TimeProvider.System).RunAsync(
            new LoadPlan
            {
                Url = new Uri($"http://127.0.0.1:{port}"),
                Model = "m",
                Shape = new LoadShape { Concurrency = 4 },
                Requests = 12,
            },
            new RandomPrompts(8, Tokens, 1),
            new ListSink([]),
            null,
            CancellationToken.None
        );
        var rows = End(server);

        outcome.Requests.ShouldAllBe(r =>
            r.Status == RequestStatus.Completed && r.Tokens == Tokens && r.Chunks == Tokens
        );
        rows.Length.ShouldBe(16);
        var origin = outcome.Origin / (double)Stopwatch.Frequency;
        double[] sent = [.. outcome.Requests.Select(r => origin + r.Sent!.Value).Order()];
        double[] first = [.. outcome.Requests.Select(r => origin + r.FirstToken!.Value).Order()];
        double[] end = [.. outcome.Requests.Select(r => origin + r.End!.Value).Order()];
        // In order of each kind, since the wire does not say which request is which. The server's times are of milliseconds'
        // fractions, written before the bytes leave.
        for (var i = 0; i < rows.Length; i++)
        {
            sent[i].ShouldBeLessThan(rows.Select(r => r.Arrived).Order().ElementAt(i));
            first[i].ShouldBeGreaterThan(rows.Select(r => r.First).Order().ElementAt(i));
            end[i].ShouldBeGreaterThan(rows.Select(r => r.Last).Order().ElementAt(i));
        }

        // 100 ms are the server's own.
        outcome.Requests.ShouldAllBe(r => r.Ttft >= 0.099);
        outcome.Client.Calibration.ShouldNotBeNull();
    }

    private Process Start(int port)
    {
        var process = Process.Start(
            new ProcessStartInfo(
                "node",
                [SharedData.Path(JudgeFactAttribute.Server), "--port", $"{port}", "--every", "20", "--log", _log]
            )
            {
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;
        process.StandardOutput.ReadLine().ShouldBe("ready");
        return process;
    }

    private (double Arrived, double First, double Last)[] End(Process server)
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{server.Id}"]))
        {
            kill.WaitForExit();
        }

        server.WaitForExit();
        return
        [
            .. File.ReadLines(_log)
                .Skip(1)
                .Select(line => line.Split(',').Select(v => double.Parse(v, CultureInfo.InvariantCulture)).ToArray())
                .Select(v => (v[0], v[1], v[2])),
        ];
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
