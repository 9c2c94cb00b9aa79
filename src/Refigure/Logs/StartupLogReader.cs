using System.Collections.Immutable;
using Refigure.Logs.Account;
using Refigure.Logs.Lines;
using Refigure.Logs.Phases;
using Refigure.Logs.Tables;

namespace Refigure.Logs;

/// <summary>
/// Reads the startup log of vLLM, of any version that <see cref="LogRows"/> knows: 0.3.1 to 0.25.1. Whatever the bytes
/// are, reading does not fail: what is not there, or is no number, has no value and says why.
/// </summary>
public static class StartupLogReader
{
    /// <summary>Reads a stream to its end, in constant memory; the stream stays open.</summary>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static StartupLog Read(Stream log)
    {
        ArgumentNullException.ThrowIfNull(log);
        var scan = new LogScan();
        var feed = new LineFeed(scan.Piece);
        feed.Read(log);
        return Finish(scan, feed);
    }

    /// <summary>Reads a log that is in memory.</summary>
    public static StartupLog Read(ReadOnlySpan<byte> log)
    {
        var scan = new LogScan();
        var feed = new LineFeed(scan.Piece);
        feed.Read(log);
        return Finish(scan, feed);
    }

    private static StartupLog Finish(LogScan scan, LineFeed feed)
    {
        Complete(scan);
        var facts = new StartFacts(scan);
        var resolver = new PhaseResolver(scan.Hits, facts);
        var readings = ImmutableArray.CreateBuilder<PhaseReading>();
        foreach (var phase in resolver.All())
        {
            readings.Add(phase.Reading);
        }

        readings.AddRange(WallClockAccount.Of(resolver.Find, facts.Version, scan.Resolution));
        return new StartupLog
        {
            EngineVersion = scan.Banner?.Version,
            BannerLine = scan.BannerLine,
            Model = scan.Banner?.Arguments.GetValueOrDefault("model"),
            Arguments = scan.Banner?.Arguments ?? ImmutableSortedDictionary<string, string>.Empty,
            AttentionBackend = scan.AttentionBackend,
            Resolution = scan.Resolution,
            FirstStamp = scan.First.Line == 0 ? null : scan.First.Place,
            LastStamp = scan.Last.Line == 0 ? null : scan.Last.Place,
            CompileCache = facts.CompileCache,
            LineCount = feed.Lines,
            RecordCount = scan.RecordCount,
            Phases = readings.DrainToImmutable(),
            Remarks = scan.Remarks.Finish(feed.Lines, feed.EndsOpen, feed.LongLine),
        };
    }

    /// <summary>Adds the events that have no line of their own, and puts the script's marks on the log's clock.</summary>
    private static void Complete(LogScan scan)
    {
        var hits = scan.Hits;
        if (scan.Banner?.CaptureSizes is { } sizes)
        {
            hits.Of(LogEvent.CaptureSizes, 0)
                .Add(scan.BannerLine, null, new PrintedNumber(sizes, IsWhole: true), Repeated.First, isComplete: true);
        }

        if (scan.First.Line == 0)
        {
            return;
        }

        hits.Of(LogEvent.FirstRecord, 0).Add(scan.First.Line, scan.First.Place, null, Repeated.First, isComplete: true);
        if (scan.RecordCount > 1)
        {
            hits.Of(LogEvent.LastRecord, 0)
                .Add(scan.Last.Line, scan.Last.Place, null, Repeated.First, isComplete: true);
        }

        if (
            hits[LogEvent.MarkBegin] is [{ Number: { } begin } mark, ..]
            && WallClock.Shift(scan.Clock, scan.First.Place, Micros(begin)) is { } shift
        )
        {
            mark.FirstStamp = Micros(begin) + shift;
            if (hits[LogEvent.MarkEnd] is [{ Number: { } end } last, ..])
            {
                last.FirstStamp = Micros(end) + shift;
            }
        }
    }

    private static long Micros(PrintedNumber seconds) => (long)Math.Round(seconds.Value * 1e6);
}
