using System.Diagnostics;
using Refigure.Load;
using Refigure.Load.Prompts;
using Refigure.Serving;

namespace Refigure.Benchmarks;

/// <summary>
/// What the load generator adds to a server's times, and what an event costs it, by a judge whose token times are known:
/// <c>load</c> on the command line. No benchmark of a method, since the judge runs beside it.
/// </summary>
internal static class LoadClientCost
{
    private const int Port = 8199;

    public static async Task PrintAsync(IReadOnlyList<string> what)
    {
        var all = what.Count == 0;
        foreach (var streams in new[] { 64, 200, 1000 }.Where(n => all || what.Contains($"{n}")))
        {
            foreach (var warmUp in new[] { 0, streams })
            {
                await DelaysAsync(streams, warmUp);
            }
        }

        foreach (var burst in new[] { 1, 16 }.Where(b => all || what.Contains($"flat-{b}")))
        {
            await FlatOutAsync(burst);
        }
    }

    private static async Task DelaysAsync(int streams, int warmUp)
    {
        using var server = new TimedServer(Port);
        var outcome = await RunAsync(server.Url, streams, streams * 2, 100, warmUp);
        var times = server.End();
        var requests = outcome.Requests.Where(r => r.Status == RequestStatus.Completed).ToArray();
        double At(double? seconds) => (outcome.Origin / (double)Stopwatch.Frequency) + seconds!.Value;
        var start = Pairs(requests.Select(r => At(r.Intended)), times.Select(t => t.Arrived));
        var receive = Pairs(requests.Select(r => -At(r.FirstToken)), times.Select(t => -t.First));
        Console.WriteLine(
            $"{streams} streams, warm-up {warmUp}: {requests.Length} completed; TTFT {Mean(requests.Select(r => r.Ttft!.Value)):0.0} ms, "
                + $"from the intended start {Mean(requests.Select(r => r.TtftFromIntended!.Value)):0.0} ms; start to arrived {Mean(start):0.00} (p99 {P99(start):0.00}) ms; "
                + $"receive {Mean(receive):0.000} (p99 {P99(receive):0.00}) ms; client {outcome.Client.ProcessorSeconds:0.00} s processor, "
                + $"{Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:0} MB; {string.Join(' ', outcome.Invalid)}"
        );
    }

    private static async Task FlatOutAsync(int burst)
    {
        using var server = new TimedServer(Port, "--flat-out", "--burst", $"{burst}");
        var outcome = await RunAsync(server.Url, 64, 640, 2000, 64);
        var client = outcome.Client;
        Console.WriteLine(
            $"flat out, {burst} a write: {client.Events:0} events in {client.Seconds:0.00} s; a second of the process's processor time {client.Events / client.ProcessorSeconds:0}, "
                + $"of the loop's {client.Events / client.LoopSeconds:0}; loop busy {client.LoopShare:P0}; {client.Bytes / client.Seconds / 1e6:0} MB/s; arrivals known to {client.ArrivalErrorMean * 1e3:0.000} ms (p99 {client.ArrivalErrorP99 * 1e3:0.00})"
        );
    }

    private static Task<LoadOutcome> RunAsync(Uri url, int streams, int requests, int tokens, int warmUp) =>
        new LoadGenerator(TimeProvider.System).RunAsync(
            new LoadPlan
            {
                Url = url,
                Model = "m",
                Shape = new LoadShape { Concurrency = streams },
                Requests = requests,
                WarmUpRequests = warmUp,
            },
            new RandomPrompts(8, tokens, 1),
            new NoSink(),
            null,
            CancellationToken.None
        );

    // Both sides in order: which request is which is not said on the wire.
    private static double[] Pairs(IEnumerable<double> client, IEnumerable<double> server) =>
        [.. client.Order().Zip(server.Order(), (c, s) => s - c)];

    private static double Mean(IEnumerable<double> seconds) => seconds.Average() * 1e3;

    private static double P99(double[] seconds) => seconds.Order().ElementAt((int)(seconds.Length * 0.99)) * 1e3;

    private sealed class NoSink : IRequestSink
    {
        public void Add(RequestRecord request) { }
    }
}
