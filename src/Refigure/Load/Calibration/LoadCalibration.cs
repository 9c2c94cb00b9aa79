using System.Diagnostics;
using Refigure.Serving;
using Refigure.Statistics;

namespace Refigure.Load.Calibration;

/// <summary>
/// The client held against a server in the same process whose token times are known. Takes a third of a second, and leaves the
/// client's code compiled and warm.
/// </summary>
public static class LoadCalibration
{
    private const int MostStreams = 64;
    private const int Tokens = 10;
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(8);

    /// <summary>Calibrates with so many streams, 64 at most; null if it was interrupted or could not be done.</summary>
    public static async Task<CalibrationResult?> RunAsync(
        LoadGenerator generator,
        int streams,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(generator);
        streams = Math.Clamp(streams, 1, MostStreams);
        using var server = new TimedServer(First, Every);
        var plan = new LoadPlan
        {
            Url = server.Url,
            Model = "calibration",
            Shape = new LoadShape { Concurrency = streams },
            Requests = streams,
            WarmUpRequests = streams,
            Calibrates = false,
        };
        var outcome = await generator.RunAsync(plan, new NumberPrompts(Tokens), new NoSink(), null, cancellation);
        return Compare(outcome, server.Answers, streams);
    }

    private static CalibrationResult? Compare(
        LoadOutcome outcome,
        IReadOnlyCollection<TimedAnswer> answers,
        int streams
    )
    {
        var written = answers.ToDictionary(a => a.Number);
        var arrive = new List<double>();
        var receive = new List<double>();
        foreach (var request in outcome.Requests.Where(r => !r.IsWarmUp && r.Status == RequestStatus.Completed))
        {
            var answer = written[request.Index];
            arrive.Add(Seconds(answer.Arrived) - request.Intended!.Value);
            receive.AddRange(request.Arrivals.Zip(answer.Written, (client, server) => client - Seconds(server)));
        }

        if (receive.Count == 0)
        {
            return null;
        }

        receive.Sort();
        double[] sorted = [.. receive];
        return new CalibrationResult(
            streams,
            sorted.Length,
            arrive.Average(),
            sorted.Average(),
            Percentiles.Of(sorted, 99),
            sorted[^1]
        );

        double Seconds(long ticks) => (ticks - outcome.Origin) / (double)Stopwatch.Frequency;
    }

    private sealed class NoSink : IRequestSink
    {
        public void Add(RequestRecord request) { }
    }
}
