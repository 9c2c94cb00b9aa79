using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Refigure.Serving;

namespace Refigure.Imports.Serving;

/// <summary>
/// The table <c>benchmark_metrics_summary.csv</c> of the GuideLLM study, as its notebook computes it, and beside it a table that
/// says what its columns really are. The notebook reads the last benchmark of each file, its <c>.total</c> distributions, and the
/// concurrency from the file's name.
/// </summary>
internal static class GuideLlmSummary
{
    /// <summary>The study's table.</summary>
    public const string Name = "benchmark_metrics_summary.csv";

    /// <summary>Ours beside it.</summary>
    public const string ExplainedName = "benchmark_metrics_summary_explained.csv";

    private const string Header =
        "File,Throughput (tokens/sec),TTFT (ms),ITL (ms),E2E Latency (ms),successful,errored,incomplete,total,MAX_CONCURRENCY\r\n";

    private const string ExplainedHeader = "file,column,value,what_it_is,as_named,as_named_is\n";

    /// <summary>
    /// Both tables over the files that are named as the study names them (<c>throughput-10.json</c>), ordered by concurrency;
    /// none if there is no such file.
    /// </summary>
    /// <exception cref="UserErrorException">A file is cut off, or a value is not what it must be.</exception>
    public static ImmutableArray<SeedTable> Of(IEnumerable<ResultFile> files)
    {
        var named = files
            .Where(static file => file.Extension == ".json" && CaseName.Concurrency(file.Stem) is not null)
            .OrderBy(static file => CaseName.Concurrency(file.Stem))
            .ThenBy(static file => file.From, StringComparer.Ordinal)
            .ToList();
        if (named.Count == 0)
        {
            return [];
        }

        var table = new StringBuilder(Header);
        var explained = new StringBuilder(ExplainedHeader);
        foreach (var file in named)
        {
            var report = GuideLlmFile.Open(file);
            if (GuideLlmFile.Benchmarks(report).ToArray() is not [.., var last])
            {
                continue;
            }

            var benchmark = new GuideLlmBenchmark(report, last);
            table.Append(Row(file, benchmark));
            foreach (var line in Explained(file, benchmark))
            {
                explained.Append(line);
            }
        }

        return [new(Name, table.ToString()), new(ExplainedName, explained.ToString())];
    }

    private static string Row(ResultFile file, GuideLlmBenchmark benchmark)
    {
        var completed = Count(benchmark, RequestStatus.Completed);
        return string.Join(
                ',',
                PythonText.Cell(file.Name),
                PythonText.Of(Total(benchmark, "tokens_per_second")),
                PythonText.Of(Total(benchmark, "time_to_first_token_ms")),
                PythonText.Of(Total(benchmark, "inter_token_latency_ms")),
                PythonText.Of(Total(benchmark, "request_latency") * 1000),
                completed,
                Count(benchmark, RequestStatus.Failed),
                Count(benchmark, RequestStatus.Cut),
                completed,
                CaseName.Concurrency(file.Stem)?.ToString(CultureInfo.InvariantCulture)
            ) + "\r\n";
    }

    private static IEnumerable<string> Explained(ResultFile file, GuideLlmBenchmark benchmark)
    {
        yield return Line(
            "Throughput (tokens/sec)",
            Total(benchmark, "tokens_per_second"),
            "prompt and output tokens per second, of failed requests, too",
            Successful(benchmark, "output_tokens_per_second"),
            "output tokens per second of completed requests"
        );
        yield return Line(
            "TTFT (ms)",
            Total(benchmark, "time_to_first_token_ms"),
            "mean over all requests that have one",
            Successful(benchmark, "time_to_first_token_ms"),
            "mean over completed requests"
        );
        yield return Line(
            "ITL (ms)",
            Total(benchmark, "inter_token_latency_ms"),
            "mean that weighs each token alike: what vLLM calls TPOT, weighed by length",
            Successful(benchmark, "inter_token_latency_ms"),
            "the same over completed requests"
        );
        yield return Line(
            "E2E Latency (ms)",
            Total(benchmark, "request_latency") * 1000,
            "mean over all requests, a failed one as 0",
            Successful(benchmark, "request_latency") * 1000,
            "mean over completed requests"
        );
        var counts = new[] { RequestStatus.Completed, RequestStatus.Failed, RequestStatus.Cut };
        yield return Line(
            "total",
            benchmark.Count(RequestStatus.Completed),
            "completed requests once more",
            counts.Sum(status => benchmark.Count(status)),
            "requests, however they ended"
        );
        yield return Line(
            "MAX_CONCURRENCY",
            CaseName.Concurrency(file.Stem),
            "the limit in the file's name, which no file says itself",
            Mean(benchmark, "request_concurrency", "total"),
            "requests that were in flight, in the mean"
        );

        string Line(string column, double? value, string what, double? named, string namedIs) =>
            $"{PythonText.Cell(file.Name)},{column},{Number(value)},{PythonText.Cell(what)},{Number(named)},{PythonText.Cell(namedIs)}\n";
    }

    private static string Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    private static string? Count(GuideLlmBenchmark benchmark, RequestStatus status) =>
        benchmark.Count(status)?.ToString(CultureInfo.InvariantCulture);

    private static double Total(GuideLlmBenchmark benchmark, string name) =>
        benchmark.Metrics.Get(name, "total", "mean").Number();

    private static double? Successful(GuideLlmBenchmark benchmark, string name) => Mean(benchmark, name, "successful");

    private static double? Mean(GuideLlmBenchmark benchmark, string name, string of) =>
        benchmark.Metrics.NumberAt(name, of, "count") is null or 0
            ? null
            : benchmark.Metrics.NumberAt(name, of, "mean");
}
