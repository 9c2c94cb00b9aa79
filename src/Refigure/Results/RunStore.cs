using System.Collections.Immutable;
using System.Security.Cryptography;
using Refigure.Logs;
using Refigure.Logs.LlamaCpp;
using Refigure.Serving;
using Refigure.Traces.Scaling;

namespace Refigure.Results;

/// <summary>
/// The runs below one or more roots. Reads only: <c>run.json</c> and the startup log of each run, each once, on all cores,
/// without checking digests (<see cref="RunVerifier"/> does).
/// </summary>
/// <param name="reader">Reads the logs of vLLM, and of engines that have no reader of their own.</param>
public sealed class RunStore(IStartupLogReader reader)
{
    /// <summary>All runs with their measurements, ordered by identity.</summary>
    /// <param name="roots">
    /// The roots, such as <c>figures/runs</c> and <c>figures/recorded</c>; one that does not exist has no runs. A run that
    /// lies in several is taken from the first.
    /// </param>
    /// <param name="experiments">Only runs of these; null for all.</param>
    /// <exception cref="UserErrorException">A damaged <c>run.json</c> or raw file.</exception>
    public ImmutableArray<MeasuredRun> Load(
        IReadOnlyList<string> roots,
        IReadOnlyCollection<string>? experiments = null
    )
    {
        var places = Places(roots, experiments);
        var runs = new MeasuredRun[places.Count];
        AllCores.For(runs.Length, i => runs[i] = Load(places[i].Root, places[i].Folder));
        Array.Sort(runs, static (a, b) => RunIdentityOrder.Instance.Compare(a.Record.Identity, b.Record.Identity));
        return ImmutableArray.Create(runs);
    }

    /// <summary>As <see cref="Load(IReadOnlyList{string}, IReadOnlyCollection{string}?)"/>, but a run that is damaged is told of, and left out.</summary>
    /// <returns>The runs, and a sentence for each that cannot be read.</returns>
    public (ImmutableArray<MeasuredRun> Runs, ImmutableArray<string> Unreadable) LoadReadable(
        IReadOnlyList<string> roots,
        IReadOnlyCollection<string>? experiments = null
    )
    {
        var places = Places(roots, experiments);
        var runs = new MeasuredRun?[places.Count];
        var unreadable = new string?[places.Count];
        AllCores.For(
            runs.Length,
            i =>
            {
                try
                {
                    runs[i] = Load(places[i].Root, places[i].Folder, isDigested: true);
                }
                catch (UserErrorException e)
                {
                    unreadable[i] = e.Message;
                }
            }
        );
        return (
            [
                .. runs.OfType<MeasuredRun>()
                    .Order(
                        Comparer<MeasuredRun>.Create(
                            static (a, b) => RunIdentityOrder.Instance.Compare(a.Record.Identity, b.Record.Identity)
                        )
                    ),
            ],
            [.. unreadable.OfType<string>()]
        );
    }

    /// <summary>One run with its measurements.</summary>
    /// <exception cref="UserErrorException">A damaged <c>run.json</c> or raw file.</exception>
    public MeasuredRun Load(string root, string folder) => Load(root, folder, isDigested: false);

    private MeasuredRun Load(string root, string folder, bool isDigested)
    {
        var record = RunFolder.Read(root, folder);
        StartupLog? log = null;
        string? digest = null;
        ImmutableArray<Measurement> measurements = [];
        foreach (var file in record.Files)
        {
            switch (file.Name)
            {
                case RawFiles.EngineLog:
                    (log, digest) = ReadLog(folder, file, ReaderOf(record.Engine), isDigested);
                    var path = $"{record.Identity.RelativeFolder}/{RawFiles.EngineLog}";
                    measurements = [.. LogMeasurements.From(log, path), .. measurements];
                    break;
                case ServingFiles.Load:
                    measurements =
                    [
                        .. measurements,
                        .. ServingMeasurements.Of(folder, record.Files, record.Identity.RelativeFolder),
                    ];
                    break;
                case ScalingMeasurements.TableFile or ScalingMeasurements.TimingFile:
                    measurements =
                    [
                        .. measurements,
                        .. ScalingMeasurements.Of(folder, file.Name, record.Identity.RelativeFolder),
                    ];
                    break;
            }
        }

        return new(record, root, log, measurements) { LogDigest = digest };
    }

    /// <summary>A log as the reader of its engine understands it.</summary>
    public StartupLog ReadLog(string engine, Stream log) => ReaderOf(engine).Read(log);

    private IStartupLogReader ReaderOf(string engine) =>
        engine == LlamaCppLogReader.Engine ? LlamaCppLogReader.Instance : reader;

    private static (StartupLog Log, string? Digest) ReadLog(
        string folder,
        RawFile file,
        IStartupLogReader reader,
        bool isDigested
    )
    {
        try
        {
            using var content =
                RawFiles.Open(folder, file.Name)
                ?? throw new UserErrorException(
                    $"{Path.Combine(folder, file.Name)} is not there, though {RunFolder.RecordName} lists it: delete the folder, and run or import it again."
                );
            return file.Bytes > PooledBytes.Limit
                ? (reader.Read(content), null)
                : ReadWhole(content, folder, file, reader, isDigested);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException(
                $"{Path.Combine(folder, file.Name)} cannot be read ({e.Message.TrimEnd('.')}): restore it, or delete its folder.",
                e
            );
        }
    }

    private static (StartupLog Log, string? Digest) ReadWhole(
        Stream content,
        string folder,
        RawFile file,
        IStartupLogReader reader,
        bool isDigested
    )
    {
        using var bytes = PooledBytes.Read(content, file.Bytes);
        // Digests take too long for every figure; that a log was cut or emptied shows in its length.
        return bytes.Span.Length == file.Bytes
            ? (reader.Read(bytes.Span), isDigested ? Convert.ToHexStringLower(SHA256.HashData(bytes.Span)) : null)
            : throw new UserErrorException(
                $"{Path.Combine(folder, file.Name)} has {bytes.Span.Length} bytes, but had {file.Bytes} when the run was stored: restore it, or delete its folder and run or import it again."
            );
    }

    private static List<(string Root, string Folder)> Places(
        IReadOnlyList<string> roots,
        IReadOnlyCollection<string>? experiments
    )
    {
        var places = new List<(string, string)>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var root in roots)
        {
            foreach (var folder in RunFolder.List(root, experiments))
            {
                if (seen.Add(Path.GetRelativePath(root, folder)))
                {
                    places.Add((root, folder));
                }
            }
        }

        return places;
    }
}
