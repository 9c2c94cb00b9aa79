using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Refigure.Imports.Serving;
using Refigure.Quality;
using Refigure.Results;
using Refigure.Traces;
using Refigure.Traces.Reading;
using Refigure.Traces.Scaling;

namespace Refigure.Imports.Traces;

/// <summary>
/// Takes over what profilers wrote: traces with their folder, timing statistics, and the table of a study of scaling, of which
/// each row becomes a run.
/// </summary>
internal static class TraceImport
{
    private const string Unknown = "unknown";
    private const double SameNumber = 1e-9;

    /// <summary>Reads a folder, or one file of it; empty if there is nothing of the kind.</summary>
    /// <exception cref="UserErrorException">A file cannot be read.</exception>
    public static ServingSource Read(ImportFolder folder, ImportOptions options, string? only = null)
    {
        var folders = TraceFolder.In(folder, options.Runs, only);
        var names = LooseCases.FolderNames(folders.Select(f => f.Case));
        var runs = ImmutableArray.CreateBuilder<ImportedRun>();
        var findings = ImmutableArray.CreateBuilder<Finding>();
        foreach (var one in folders)
        {
            if (one.Of(TraceKind.Trace).Any() || one.Of(TraceKind.Timing).Any())
            {
                runs.Add(Profiled(one, Identity(options, names[one.Case]), options));
            }

            foreach (var table in one.Of(TraceKind.ScalingTable))
            {
                runs.AddRange(Rows(table, options, findings));
            }
        }

        return new ServingSource(
            runs.ToImmutable(),
            findings.ToImmutable(),
            [
                .. folders
                    .SelectMany(f => f.Of(TraceKind.Beside).Concat(f.Of(TraceKind.Trace).Where(IsText)))
                    .Select(f => f.Path),
            ]
        );
    }

    private static RunIdentity Identity(ImportOptions options, string name) =>
        new(FolderName.Safe(options.Experiment), FolderName.Safe(options.Node ?? Unknown), name, CacheState.Warm, 1);

    private static ImportedRun Profiled(TraceFolder folder, RunIdentity identity, ImportOptions options)
    {
        var settings = TraceSettings.Of(folder.Of(TraceKind.Settings));
        ResultFile[] traces = [.. folder.Of(TraceKind.Trace)];
        var ranks = traces.Select(t => RankOfName.Of(t.Name)).OfType<int>().Distinct().Count();
        var arguments = settings.Arguments;
        if (ranks > 0 && !arguments.ContainsKey("tensor-parallel-size"))
        {
            arguments = arguments.Add("tensor-parallel-size", ranks.ToString(CultureInfo.InvariantCulture));
        }

        var files = ImmutableArray.CreateBuilder<SourceFile>();
        files.AddRange(
            traces.Select(t =>
                Named(
                    t,
                    $"{ProfiledRun.Folder}/{ResultFile.RawName(t.Name)["source/".Length..]}{(IsText(t) ? ".csv" : "")}"
                )
            )
        );
        files.AddRange(folder.Of(TraceKind.Timing).Take(1).Select(t => Named(t, ScalingMeasurements.TimingFile)));
        files.AddRange(folder.Of(TraceKind.Settings).Concat(folder.Of(TraceKind.Beside)).Select(f => f.AsSource()));
        var from = traces.Length > 0 ? traces[0].From : folder.Files[0].File.From;
        return ImportedRun.Of(
            Record(identity, options, settings.Model ?? Unknown, arguments, from),
            [.. files.DistinctBy(f => f.File.Name)]
        );
    }

    private static IEnumerable<ImportedRun> Rows(
        ResultFile table,
        ImportOptions options,
        ImmutableArray<Finding>.Builder findings
    )
    {
        var text = Encoding.UTF8.GetString(table.ReadAll().Span);
        using var reader = new StringReader(text);
        var rows = ScalingTable.Read(reader, table.From);
        var lines = text.Split('\n');
        foreach (var row in rows)
        {
            var content = Encoding.UTF8.GetBytes($"{lines[0].TrimEnd('\r')}\n{lines[row.Line - 1].TrimEnd('\r')}\n");
            var tp = row.Gpus.ToString(CultureInfo.InvariantCulture);
            var raw = new RawFile(
                ScalingMeasurements.TableFile,
                Convert.ToHexStringLower(SHA256.HashData(content)),
                content.Length
            );
            yield return ImportedRun.Of(
                Record(
                    Identity(options, $"tp{tp}"),
                    options,
                    Unknown,
                    ImmutableSortedDictionary<string, string>.Empty.Add("tensor-parallel-size", tp),
                    table.From
                ),
                [new SourceFile(table.Path, raw) { Content = () => new MemoryStream(content) }]
            );
        }

        Say(rows, table, findings);
    }

    // Two columns of the study's own table are not what they are called.
    private static void Say(ImmutableArray<ScalingRow> rows, ResultFile table, ImmutableArray<Finding>.Builder findings)
    {
        var wrong = new List<string>();
        if (!rows.IsEmpty && rows.All(r => Same(r.ReportedThroughput, 1 / r.Iteration)))
        {
            wrong.Add("throughput_tokens_sec is 1 / iter_time_sec, iterations per second and not tokens");
        }

        var first = rows.FirstOrDefault(r => r.Gpus == 1)?.Iteration;
        if (!rows.IsEmpty && rows.All(r => Same(r.ReportedOverhead, 100 - (100 * first / (r.Iteration * r.Gpus)))))
        {
            wrong.Add("comm_overhead_pct is 100 − scaling efficiency, and no measurement of communication");
        }

        if (wrong.Count > 0)
        {
            findings.Add(new Finding("scaling-table", $"{table.From}: {string.Join("; ", wrong)}.", []));
        }
    }

    private static bool Same(double? a, double? b) =>
        a is { } one && b is { } other && Math.Abs(one - other) <= SameNumber * Math.Max(1, Math.Abs(other));

    // A table that somebody copied and saved: read by its content, as the others are, once its name says that it is a table.
    private static bool IsText(ResultFile file) => file.Extension is ".txt" or ".tsv";

    private static SourceFile Named(ResultFile file, string name)
    {
        var source = file.AsSource();
        return source with { File = source.File with { Name = name } };
    }

    private static RunRecord Record(
        RunIdentity identity,
        ImportOptions options,
        string model,
        ImmutableSortedDictionary<string, string> arguments,
        string from
    ) =>
        new()
        {
            Identity = identity,
            Hash = "",
            Files = [],
            Profile = options.Profile ?? "lab",
            Engine = "vllm",
            Model = model,
            Arguments = arguments,
            ImportedFrom = from,
        };
}
