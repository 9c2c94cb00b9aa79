using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Refigure.Logs;

namespace Refigure.Imports.Serving;

/// <summary>
/// What lies beside a result and belongs to it: the client's log, the server's log with its version, and samples of the engine
/// and its GPUs.
/// </summary>
internal sealed partial class ServingNeighbours(ServingFolder folder, SourceReader reader)
{
    private static readonly string[] ServerLogs = ["server.log", "vllm.log", "engine.log"];

    private readonly Dictionary<string, StartupLog?> _servers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MetricsSeries> _series = new(StringComparer.Ordinal);
    private readonly HashSet<string> _taken = [.. folder.Of(ServingFormat.ClientLog).Select(static file => file.Path)];

    /// <summary>Logs that were taken over with results, by path.</summary>
    public IEnumerable<string> Taken => _taken;

    /// <summary>The result with all of that.</summary>
    public ServingResult Complete(ServingResult result)
    {
        TakeReports(result.File.Folder);
        if (!result.Key.StartsWith("vllm bench ", StringComparison.Ordinal))
        {
            return result;
        }

        result = WithServer(WithLog(result));
        return WithSamples(result);
    }

    // AIPerf writes what it shows into a text that has time stamps, too.
    private void TakeReports(string place)
    {
        foreach (var name in (ReadOnlySpan<string>)["profile_export_console.txt", "aiperf.log"])
        {
            if (ImportFolder.HasFile(place, name))
            {
                _taken.Add(Path.Combine(place, name));
            }
        }
    }

    private ServingResult WithLog(ServingResult result)
    {
        var name = result.File.Stem + ".log";
        var log = new ResultFile(Path.Combine(result.File.Folder, name), name);
        if (
            !ImportFolder.HasFile(result.File.Folder, name)
            || Encoding.UTF8.GetString(log.ReadHead().Span) is not { } text
            || !text.StartsWith("Namespace(", StringComparison.Ordinal)
        )
        {
            return result;
        }

        _taken.Add(log.Path);
        return result with
        {
            Sources = result.Sources.Add(log.AsSource()),
            Facts = result.Facts with
            {
                Dataset = result.Facts.Dataset ?? Argument(text, DatasetName()),
                Seed =
                    result.Facts.Seed
                    ?? (
                        long.TryParse(Argument(text, Seed()), CultureInfo.InvariantCulture, out var seed) ? seed : null
                    ),
                WarmUpRequests =
                    result.Facts.WarmUpRequests
                    ?? (
                        int.TryParse(Argument(text, WarmUps()), CultureInfo.InvariantCulture, out var count)
                            ? count
                            : null
                    ),
            },
        };
    }

    private ServingResult WithServer(ServingResult result)
    {
        var place = result.File.Folder;
        if (!_servers.TryGetValue(place, out var server))
        {
            var name = Array.Find(ServerLogs, name => ImportFolder.HasFile(place, name));
            server = name is null ? null : reader.ReadLogs([Path.Combine(place, name)])[0].Log;
            _servers.Add(place, server);
        }

        return server?.EngineVersion is not { } version
            ? result
            : result with
            {
                Engine = "vllm",
                EngineVersion = version,
                Facts = result.Facts with
                {
                    TensorParallelSize = result.Facts.TensorParallelSize ?? Whole(server, "tensor_parallel_size"),
                    MaxNumSeqs = result.Facts.MaxNumSeqs ?? Whole(server, "max_num_seqs"),
                },
            };
    }

    private ServingResult WithSamples(ServingResult result)
    {
        if (
            result.Facts.DurationSeconds is not { } duration
            || Dated(result) is not { } dated
            || Series(result.File.Folder) is not { IsEmpty: false } series
        )
        {
            return result;
        }

        if (series.Beside(dated, duration) is not { } beside)
        {
            return result with
            {
                Facts = result.Facts with
                {
                    Remarks = result.Facts.Remarks.Add("The engine's samples beside it have none of this load."),
                },
            };
        }

        return result with
        {
            Samples = beside.Table,
            Facts = result.Facts with
            {
                Start = result.Facts.Start ?? beside.Start,
                SamplesOffset = beside.Offset,
                Remarks = result.Facts.Remarks.Add(
                    "Where the load stands among the samples is taken from the engine's count of tokens, to the time between two samples: the client's clock is another one."
                ),
            },
        };
    }

    private MetricsSeries Series(string place)
    {
        if (!_series.TryGetValue(place, out var series))
        {
            series = new(
                [
                    .. folder
                        .Of(ServingFormat.MetricsTable)
                        .Where(file => file.Folder == place)
                        .SelectMany(file => ResultGuard.Read(file, () => SampleTables.Metrics(file))),
                ],
                [
                    .. folder
                        .Of(ServingFormat.GpuTable)
                        .Where(file => file.Folder == place)
                        .SelectMany(file => ResultGuard.Read(file, () => SampleTables.Gpus(file))),
                ]
            );
            _series.Add(place, series);
        }

        return series;
    }

    // "vllm bench 20261122-011130 …"
    private static DateTime? Dated(ServingResult result) =>
        DateTime.TryParseExact(
            result.Key.Split(' ')[2],
            "yyyyMMdd-HHmmss",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var dated
        )
            ? dated
            : null;

    private static int? Whole(StartupLog log, string name) =>
        log.Arguments.TryGetValue(name, out var text)
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static string? Argument(string text, Regex name) =>
        name.Match(text) is { Success: true } match ? match.Groups["value"].Value : null;

    [GeneratedRegex(
        @"[ (]dataset_name='(?<value>[^']{1,64})'",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex DatasetName();

    [GeneratedRegex(@"[ (]seed=(?<value>\d{1,18})[,)]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Seed();

    [GeneratedRegex(
        @"[ (]num_warmups=(?<value>\d{1,9})[,)]",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex WarmUps();
}
