using System.Collections.Immutable;
using Refigure.Logs.Account;
using Refigure.Logs.Lines;
using Refigure.Logs.Phases;
using Refigure.Results;

namespace Refigure.Logs.LlamaCpp;

/// <summary>
/// Reads the log of the embedded server (<c>envs/llamacpp/server.mjs</c>). Phases have the study's names where llama.cpp
/// does the same work; a phase that it does not have does not apply. Values are differences of the monotonic stamps.
/// </summary>
public sealed class LlamaCppLogReader : IStartupLogReader
{
    private const string Seconds = "s";

    /// <summary>The engine whose logs it reads.</summary>
    public const string Engine = "llamacpp";

    /// <summary>The phases that the server times, in the usual order; <c>warm_up</c> is its own.</summary>
    public static ImmutableArray<string> Timed { get; } =
    [
        "detect_platform",
        "llm_imports",
        "get_model_info",
        "tokenizer_init",
        "model_init",
        "load_weights",
        "kv_cache_profiling",
        "warm_up",
    ];

    private static readonly ImmutableArray<string> Loading = ["model_init", "load_weights"];

    /// <summary>The one instance.</summary>
    public static LlamaCppLogReader Instance { get; } = new();

    private LlamaCppLogReader() { }

    /// <inheritdoc />
    public StartupLog Read(ReadOnlySpan<byte> log)
    {
        var scan = new LlamaCppScan();
        var feed = new LineFeed(scan.Piece);
        feed.Read(log);
        return Finish(scan, feed);
    }

    /// <inheritdoc />
    public StartupLog Read(Stream log)
    {
        ArgumentNullException.ThrowIfNull(log);
        var scan = new LlamaCppScan();
        var feed = new LineFeed(scan.Piece);
        feed.Read(log);
        return Finish(scan, feed);
    }

    private static StartupLog Finish(LlamaCppScan scan, LineFeed feed)
    {
        var readings = ImmutableArray.CreateBuilder<PhaseReading>();
        foreach (var phase in Timed)
        {
            readings.Add(Timing(phase, scan));
        }

        readings.Add(Sum("model_loading", Loading, scan));
        readings.Add(Sum("total_time", Timed, scan));
        readings.Add(UntilReady("initialize_engine", scan));
        readings.Add(UntilReady("actual_total_time", scan));
        readings.AddRange(Account(scan));
        return new StartupLog
        {
            EngineVersion = scan.Version,
            BannerLine = scan.VersionLine,
            Model = scan.Model,
            Resolution = scan.Records > 0 ? TimestampResolution.Microsecond : TimestampResolution.None,
            FirstStamp = scan.FirstWall,
            LastStamp = scan.LastWall,
            CompileCache = CompileCacheState.Off,
            LineCount = feed.Lines,
            RecordCount = scan.Records,
            Phases = readings.DrainToImmutable(),
            Remarks = scan.Remarks(feed.Lines, feed.EndsOpen, feed.LongLine),
        };
    }

    private static PhaseReading Timing(string phase, LlamaCppScan scan)
    {
        if (!scan.Phases.TryGetValue(phase, out var found))
        {
            return new(phase, PhaseStatus.NotApplicable, null, Seconds, [], "this release does not tell it");
        }

        return found.Stretch is { } stretch
            ? new(
                phase,
                PhaseStatus.Read,
                (stretch.End - stretch.Start) / 1e6,
                Seconds,
                [found.BeginLine, found.EndLine]
            )
            : new(phase, PhaseStatus.Missing, null, Seconds, [found.BeginLine], "it began and did not end");
    }

    // A sum has a value if all of its parts that apply have one, and there is one at least.
    private static PhaseReading Sum(string name, ImmutableArray<string> parts, LlamaCppScan scan)
    {
        var readings = parts
            .Select(part => Timing(part, scan))
            .Where(r => r.Status != PhaseStatus.NotApplicable)
            .ToArray();
        var note = string.Join(" + ", readings.Select(r => r.Phase));
        if (readings.Length == 0)
        {
            return new(name, PhaseStatus.NotApplicable, null, Seconds, [], "its parts are not there");
        }

        ImmutableArray<int> lines = [.. readings.SelectMany(r => r.Lines).Distinct().Order()];
        return readings.Any(r => r.Value is null)
            ? new(name, PhaseStatus.Missing, null, Seconds, lines, note)
            : new(
                name,
                PhaseStatus.Read,
                Math.Round(readings.Sum(r => r.Value!.Value) * 1e6) / 1e6,
                Seconds,
                lines,
                note
            );
    }

    private static PhaseReading UntilReady(string name, LlamaCppScan scan) =>
        scan.Ready is { } ready
            ? new(
                name,
                PhaseStatus.Read,
                ready.Micros / 1e6,
                Seconds,
                [ready.Line],
                "from the start of the process until it is ready"
            )
            : new(name, PhaseStatus.Missing, null, Seconds, [], "the server never said that it is ready");

    private static IEnumerable<PhaseReading> Account(LlamaCppScan scan)
    {
        string[] names = ["wall", "attributed", "overlapping", "unattributed"];
        if (scan.Ready is not { } ready)
        {
            return names.Select(name => UntilReady(name, scan));
        }

        var found = scan.Phases.Where(p => Timed.Contains(p.Key) && p.Value.Stretch is not null).ToArray();
        var (once, several) = Intervals.Cover(
            new Interval(0, ready.Micros),
            [.. found.Select(p => p.Value.Stretch!.Value)]
        );
        ImmutableArray<int> lines = [.. found.SelectMany(p => new[] { p.Value.BeginLine, p.Value.EndLine }).Order()];
        long[] values = [ready.Micros, once, several, ready.Micros - once - several];
        return names.Select(
            (name, i) =>
                new PhaseReading(name, PhaseStatus.Read, values[i] / 1e6, Seconds, i is 0 or 3 ? [ready.Line] : lines)
        );
    }
}
