using System.Collections.Immutable;
using System.Globalization;
using CsvHelper;
using Refigure.Serving;

namespace Refigure.Imports.Serving;

/// <summary>
/// GuideLLM's CSV since 0.4: three header rows, a row a benchmark. A column's key is its three headers; which columns there are
/// depends on the rows, so that none is found by its place. Without requests, and without a time zone.
/// </summary>
internal static class GuideLlmTable
{
    private const int HeaderRows = 3;

    private static readonly ImmutableArray<(string Group, string Name, string Metric, double Unit)> Distributions =
    [
        ("Time to First Token", "Successful ms", "ttft", 1e-3),
        ("Inter Token Latency", "Successful ms", "itl", 1e-3),
        ("Request Latency", "Successful Sec", "e2e", 1),
    ];

    private static readonly ImmutableArray<(string Group, string Name, string Statistic, string Metric)> Singles =
    [
        ("Server Throughput", "Successful Requests/Sec", "Mean", ServingMetrics.RequestThroughput),
        ("Token Throughput", "Successful Output Tokens/Sec", "Mean", ServingMetrics.OutputThroughput),
        ("Token Throughput", "Successful Total Tokens/Sec", "Mean", ServingMetrics.TotalThroughput),
        ("Timings", "Duration", "Sec", ServingMetrics.Duration),
        ("Request Counts", "Successful", "", ServingMetrics.Requests(RequestStatus.Completed)),
        ("Request Counts", "Errored", "", ServingMetrics.Requests(RequestStatus.Failed)),
        ("Request Counts", "Incomplete", "", ServingMetrics.Requests(RequestStatus.Cut)),
    ];

    /// <summary>The benchmarks in the table.</summary>
    /// <exception cref="UserErrorException">A cell that must be a number is none, or the headers are of an unknown version.</exception>
    public static IEnumerable<ServingResult> Read(ResultFile file)
    {
        using var csv = CsvReader.Create(
            file.Open(),
            new CsvReaderOptions
            {
                Separator = ',',
                HasHeader = false,
                MalformedData = CsvMalformedDataHandling.Throw,
                TrackLineNumbers = true,
            }
        );
        var headers = new List<string[]>();
        while (headers.Count < HeaderRows && Next(csv, file))
        {
            headers.Add(Fields(csv));
        }

        var columns = Columns(headers);
        ImmutableArray<SourceFile> sources = [file.AsSource()];
        while (Next(csv, file))
        {
            var row = new GuideLlmRow(file, (int)csv.LineNumber, columns, Fields(csv));
            yield return Result(file, row) with
            {
                Sources = sources,
            };
        }
    }

    private static bool Next(CsvReader csv, ResultFile file)
    {
        try
        {
            return csv.Read();
        }
        catch (CsvFormatException e)
        {
            throw new UserErrorException(
                $"{file.Path}, line {Math.Max(e.LineNumber, 1)}: the table is cut off or damaged there: copy the file anew, or leave it out.",
                e
            );
        }
    }

    private static string[] Fields(CsvReader csv) => [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)];

    private static Dictionary<(string Group, string Name, string Statistic), int> Columns(List<string[]> headers)
    {
        var columns = new Dictionary<(string, string, string), int>();
        if (headers.Count == HeaderRows)
        {
            for (var i = 0; i < headers[0].Length && i < headers[1].Length && i < headers[2].Length; i++)
            {
                columns.TryAdd((headers[0][i].Trim(), headers[1][i].Trim(), headers[2][i].Trim()), i);
            }
        }

        return columns;
    }

    private static ServingResult Result(ResultFile file, GuideLlmRow row)
    {
        var strategy = row.Required("Benchmark", "Strategy").Split('@');
        var number =
            strategy.Length > 1
            && double.TryParse(strategy[1], CultureInfo.InvariantCulture, out var given)
            && double.IsFinite(given)
                ? given
                : (double?)null;
        var isClosed = strategy[0] is "concurrent" or "synchronous" or "throughput";
        var backend = row.Json("Run Info", "Backend");
        var model = backend?.TextAt("model");
        var facts = new LoadFacts
        {
            Tool = "guidellm " + (row.Json("Runtime Info", "Metadata")?.TextAt("guidellm_version") ?? "0.4"),
            Concurrency = isClosed ? (int?)number ?? (strategy[0] == "synchronous" ? 1 : null) : null,
            RequestRate = isClosed ? null : number,
            Arrivals = isClosed || number is null ? null : strategy[0],
            Endpoint = EndpointWords.Of(backend?.TextAt("request_format")),
            Url = UrlText.WithoutSecrets(backend?.TextAt("target")),
            Model = model,
            Requests = (int?)row.Number("Request Counts", "Total", ""),
            DurationSeconds = row.Number("Timings", "Duration", "Sec"),
            Reported = Reported(row),
            Remarks = ["The table holds no requests: the numbers are GuideLLM's own."],
        };
        var name = model is null ? ServingResult.Unknown : StudyEnvironment.BaseName(model);
        return new()
        {
            File = file,
            From = string.Create(CultureInfo.InvariantCulture, $"{file.From}:{row.Line}"),
            Key = "guidellm " + row.Required("Benchmark", "ID"),
            Case = CaseName.Of(
                CaseName.Folders(file),
                name,
                CaseName.Requests(facts),
                facts.Concurrency is null && facts.RequestRate is null ? strategy[0] : CaseName.Load(facts)
            ),
            Model = name,
            Facts = facts,
            Completed = (int?)row.Number("Request Counts", "Successful", ""),
            Sources = [],
        };
    }

    private static ImmutableSortedDictionary<string, double> Reported(GuideLlmRow row)
    {
        var reported = ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
        // Without a successful request every cell is 0.0.
        var any = row.Number("Request Counts", "Successful", "") is > 0;
        foreach (var (group, name, metric, unit) in any ? Distributions : [])
        {
            Add(reported, metric + "_mean", row.Number(group, name, "Mean") * unit);
            Add(reported, metric + "_std", row.Number(group, name, "Std Dev") * unit);
            Add(reported, metric + "_p50", row.Number(group, name, "Median") * unit);
            // p001, p01, p05, p10, p25, p50, p75, p90, p95, p99, p999
            var percentiles = row.Json(group, name, "Percentiles")?.Items().ToArray() ?? [];
            foreach (var (place, percent) in percentiles.Length == 11 ? Percentiles : [])
            {
                Add(reported, $"{metric}_{percent}", percentiles[place].Number() * unit);
            }
        }

        foreach (var (group, name, statistic, metric) in Singles)
        {
            Add(reported, metric, row.Number(group, name, statistic));
        }

        return reported.ToImmutable();
    }

    private static readonly ImmutableArray<(int Place, string Name)> Percentiles = [(7, "p90"), (8, "p95"), (9, "p99")];

    private static void Add(ImmutableSortedDictionary<string, double>.Builder reported, string metric, double? value)
    {
        if (value is { } number)
        {
            reported[metric] = number;
        }
    }
}
