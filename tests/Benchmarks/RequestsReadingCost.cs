using System.Diagnostics;
using System.Globalization;
using Refigure.Files;
using Refigure.Load;
using Refigure.Results;
using Refigure.Serving;

namespace Refigure.Benchmarks;

/// <summary>What the numbers of a large load cost: the memory and the time from its <c>requests.jsonl</c> to measurements.</summary>
internal static class RequestsReadingCost
{
    private const int Requests = 300_000;
    private const int Tokens = 128;
    private const int Concurrency = 1000;

    public static void Print()
    {
        var folder = Directory.CreateTempSubdirectory("refigure-benchmark-").FullName;
        try
        {
            Write(folder);
            var bytes = new FileInfo(Path.Combine(folder, ServingFiles.Requests)).Length;
            var before = Peak();
            var began = Stopwatch.GetTimestamp();
            var measurements = ServingMeasurements.Of(folder, [new RawFile(ServingFiles.Requests, "", bytes)], "x");
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Requests} requests of {Tokens} tokens, {bytes / 1e6:0} MB: {measurements.Length} measurements in {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s, {Peak():0} MB of memory at most ({before:0} MB before)"
                )
            );
            foreach (
                var metric in measurements.Where(m =>
                    m.Metric is "ttft_mean" or "itl_mean" or "itl_p99" or "output_throughput"
                )
            )
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {metric.Metric} {metric.Value:R}"));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double Peak()
    {
        using var own = Process.GetCurrentProcess();
        return own.PeakWorkingSet64 / 1e6;
    }

    // Tokens every 20 to 40 ms, as a GPU with many streams gives them.
    private static void Write(string folder)
    {
        var random = new Random(1);
        using (
            var requests = new RequestsWriter(PhysicalFileSystem.Instance, Path.Combine(folder, ServingFiles.Requests))
        )
        {
            var ends = new double[Concurrency];
            var arrivals = new double[Tokens];
            for (var i = 0; i < Requests; i++)
            {
                var sent = ends[i % Concurrency];
                var at = sent + 0.05;
                for (var token = 0; token < Tokens; token++)
                {
                    at += 0.02 + (0.02 * random.NextDouble());
                    arrivals[token] = at;
                }

                ends[i % Concurrency] = at;
                requests.Add(
                    new RequestRecord
                    {
                        Index = i,
                        Status = RequestStatus.Completed,
                        HttpStatus = 200,
                        Intended = sent,
                        Sent = sent,
                        FirstByte = arrivals[0],
                        FirstToken = arrivals[0],
                        Arrivals = [.. arrivals],
                        End = at,
                        PromptTokens = 512,
                        OutputTokens = Tokens,
                        Chunks = Tokens,
                        MaxTokens = Tokens,
                        FinishReason = "length",
                    }
                );
            }
        }

        using var facts = File.Create(Path.Combine(folder, ServingFiles.Load));
        LoadFactsFile.Write(new LoadFacts { Tool = "refigure", Concurrency = Concurrency }, facts);
    }
}
