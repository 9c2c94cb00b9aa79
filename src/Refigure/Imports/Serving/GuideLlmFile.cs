using System.Collections.Immutable;
using System.Globalization;
using Refigure.Serving;

namespace Refigure.Imports.Serving;

/// <summary>
/// Results of GuideLLM, JSON or YAML, of 0.3 (no version inside), 0.4 (with <c>args</c>), 0.5 and 0.6
/// (<c>metadata.version</c> 1), 0.7 and newer (2). Each benchmark of a file is a load.
/// </summary>
internal static class GuideLlmFile
{
    private const double NewestVersion = 2;

    /// <summary>Reads the file.</summary>
    /// <exception cref="UserErrorException">It is cut off, of an unknown version, or a value is not what it must be.</exception>
    public static IEnumerable<ServingResult> Read(ResultFile file)
    {
        var report = Open(file);
        var tool = Tool(report);
        ImmutableArray<SourceFile> sources = [file.AsSource()];
        var several = report.Get("benchmarks").Items().Count() > 1;
        foreach (var (i, benchmark) in Benchmarks(report).Index())
        {
            var from = several ? string.Create(CultureInfo.InvariantCulture, $"{file.From}#{i}") : file.From;
            yield return Result(file, from, tool, new GuideLlmBenchmark(report, benchmark)) with
            {
                Sources = sources,
                // Read anew when it is written, so that only one file's requests are held at a time.
                Requests = Requests(file, i, new GuideLlmBenchmark(report, benchmark)),
            };
        }
    }

    /// <summary>The report, whose version is known.</summary>
    /// <exception cref="UserErrorException">It is cut off, or of an unknown version.</exception>
    public static JsonPart Open(ResultFile file)
    {
        var report = file.Extension is ".yaml" or ".yml" ? YamlTree.Read(file) : file.ReadJson();
        if (report.Find("metadata", "version") is { } version && version.Number() is not (1 or NewestVersion))
        {
            throw new UserErrorException(
                $"{file.Path}: {version.Path} is {version.Element.GetRawText()} (guidellm {report.TextAt("metadata", "guidellm_version") ?? "of unknown version"}), and only 1 and {NewestVersion} are known here: write it with GuideLLM 0.3 to 0.8, or wait for a Refigure that knows it."
            );
        }

        return report;
    }

    /// <summary>The benchmarks of a report.</summary>
    public static IEnumerable<JsonPart> Benchmarks(JsonPart report) => report.Get("benchmarks").Items();

    private static Func<IEnumerable<RequestRecord>>? Requests(
        ResultFile file,
        int index,
        GuideLlmBenchmark benchmark
    ) =>
        benchmark.ListsAll
            ? () =>
            {
                var report = Open(file);
                return new GuideLlmBenchmark(report, Benchmarks(report).ElementAt(index)).Requests();
            }
            : null;

    private static string Tool(JsonPart report) =>
        "guidellm "
        + (
            report.TextAt("metadata", "guidellm_version")
            ?? (
                report.Find("metadata", "version") is not null ? "0.5"
                : report.Find("args") is not null ? "0.4"
                : "0.3"
            )
        );

    private static ServingResult Result(ResultFile file, string from, string tool, GuideLlmBenchmark benchmark)
    {
        var facts = benchmark.Facts(tool, CaseName.Concurrency(file.Stem));
        var model = benchmark.Model is { Length: > 0 } name ? StudyEnvironment.BaseName(name) : ServingResult.Unknown;
        return new()
        {
            File = file,
            From = from,
            Key = "guidellm " + benchmark.Id,
            Detail = benchmark.Listed + (file.Extension == ".json" ? 1 : 0),
            Case = CaseName.Of(
                CaseName.Folders(file),
                model,
                CaseName.Requests(facts),
                facts.Concurrency is null && facts.RequestRate is null ? benchmark.Strategy : CaseName.Load(facts)
            ),
            Model = model,
            Facts = facts,
            Completed = benchmark.Count(RequestStatus.Completed),
            Sources = [],
        };
    }
}
