using System.Text.Unicode;
using Refigure.Logs.Lines;
using Refigure.Logs.Phases;
using Refigure.Logs.Tables;

namespace Refigure.Logs;

/// <summary>One pass over a log: notes what its lines report, and nothing else of them.</summary>
internal sealed class LogScan
{
    private const long Second = 1_000_000;

    // One in some hundred lines near a second's end is stamped a second late: 55.998, 56.998, 56.000.
    private const long GlitchFraction = 990_000;
    private const long SmallestGlitch = 950_000;
    private const long Disorder = 50_000;

    private readonly LogClock _clock = new();
    private long? _beforeLast;
    private int _bannerAuthor;
    private bool _isSecondStart;

    /// <summary>What the lines report.</summary>
    public EventHits Hits { get; } = new();

    /// <summary>The log's clock.</summary>
    public LogClock Clock => _clock;

    /// <summary>The first banner; null if there is none.</summary>
    public Banner? Banner { get; private set; }

    /// <summary>The 1-based line of the banner; 0 if there is none.</summary>
    public int BannerLine { get; private set; }

    /// <summary>The attention backend; null if none is named.</summary>
    public string? AttentionBackend { get; private set; }

    /// <summary>Whether a record of level DEBUG was seen.</summary>
    public bool IsDebug { get; private set; }

    /// <summary>The finest step of the stamps.</summary>
    public TimestampResolution Resolution { get; private set; }

    /// <summary>Number of stamped records.</summary>
    public int RecordCount { get; private set; }

    /// <summary>Line and place of the first and of the last stamped record; line 0 if there is none.</summary>
    public (int Line, long Place) First { get; private set; }

    /// <inheritdoc cref="First"/>
    public (int Line, long Place) Last { get; private set; }

    /// <summary>What a reader should know.</summary>
    public LogRemarks Remarks { get; } = new();

    /// <summary>Takes a piece of a line.</summary>
    public void Piece(ReadOnlySpan<byte> piece, int line)
    {
        if (piece.IndexOf((byte)0) >= 0 || !Utf8.IsValid(piece))
        {
            Remarks.Binary(line);
        }

        var record = RecordParser.Parse(piece);
        long? place = null;
        if (record.Stamp != StampKind.None)
        {
            RecordCount++;
            IsDebug |= record.IsDebug;
            if (_clock.Place(record) is { } p)
            {
                place = p;
                Stamped(record, p, line);
            }
        }

        if (record.Message.IsEmpty || LogPattern.ByFirstByte[record.Message[0]] is not { } patterns)
        {
            return;
        }

        foreach (var pattern in patterns)
        {
            if (pattern.Matches(record.Message, out var rest))
            {
                Report(pattern, record, rest, place, line);
            }
        }
    }

    private void Stamped(in LogRecord record, long place, int line)
    {
        if (record.Resolution > Resolution)
        {
            Resolution = record.Resolution;
        }

        if (First.Line == 0)
        {
            First = (line, place);
            Last = (line, place);
            return;
        }

        if (place < Last.Place)
        {
            StepBack(place, line);
        }

        _beforeLast = Last.Place;
        Last = (line, place);
    }

    private void StepBack(long place, int line)
    {
        var step = Last.Place - place;
        var fraction = ((Last.Place % Second) + Second) % Second;
        if (
            Resolution > TimestampResolution.Second
            && fraction >= GlitchFraction
            && step is >= SmallestGlitch and <= Second
            && (_beforeLast is not { } before || Last.Place - Second >= before - Disorder)
        )
        {
            Hits.Correct(Last.Line, Second);
            if (First.Line == Last.Line)
            {
                First = (First.Line, First.Place - Second);
            }

            Remarks.Glitch(Last.Line);
            Last = (Last.Line, Last.Place - Second);
        }
        else if (step > Second)
        {
            Remarks.StepBack(line, step / (double)Second);
        }
    }

    private void Report(LogPattern pattern, in LogRecord record, ReadOnlySpan<byte> rest, long? place, int line)
    {
        switch (pattern.Event)
        {
            case LogEvent.Banner:
                Start(record, line);
                return;
            case LogEvent.AttentionBackend:
                AttentionBackend ??= AttentionBackendReader.Read(rest);
                return;
            default:
                break;
        }

        if (pattern.By == PrintedBy.FrontEnd && !record.IsFrontEnd)
        {
            return;
        }

        // Numbers of two starts must not be mixed: what follows a second banner is not read, except for the script's marks.
        if (_isSecondStart && pattern.By != PrintedBy.Script)
        {
            return;
        }

        var isComplete = pattern.Read(rest, out var number, out var repeated);
        if (number is null && isComplete && pattern.HasNumber)
        {
            // The line is there, but without the part that this event is about.
            return;
        }

        Hits.Of(pattern.Event, record.Author).Add(line, place, number, repeated, isComplete);
    }

    private void Start(in LogRecord record, int line)
    {
        if (!BannerReader.IsBanner(record.Message))
        {
            return;
        }

        if (Banner is null)
        {
            Banner = BannerReader.Read(record.Message);
            BannerLine = line;
            _bannerAuthor = record.Author;
        }
        else if (!_isSecondStart && (record.Author == _bannerAuthor || Hits.Has(LogEvent.EngineDone)))
        {
            _isSecondStart = true;
            Remarks.SecondStart(line);
        }
    }
}
