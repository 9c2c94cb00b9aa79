using System.Collections.Immutable;
using Refigure.Logs.Tables;

namespace Refigure.Logs.Phases;

/// <summary>Reads phases from what lines report.</summary>
internal sealed class LineRules(EventHits hits, Expectations expectations)
{
    /// <summary>The number of an event.</summary>
    public ResolvedPhase Printed(PhaseRow row, LogEvent @event)
    {
        var processes = hits[@event];
        if (processes.Count == 0)
        {
            return Absent(row, @event);
        }

        ProcessHits? slowest = null;
        var unread = 0;
        foreach (var process in processes)
        {
            if (process.Number is not { } number || process.IsPartial)
            {
                unread = unread > 0 ? unread : Math.Max(process.UnreadLine, process.FirstLine);
            }
            else if (slowest?.Number is not { } most || number.Value > most.Value)
            {
                slowest = process;
            }
        }

        if (slowest?.Number is not { } found || unread > 0)
        {
            return ResolvedPhase.None(
                row,
                PhaseStatus.Unparsed,
                $"line {unread} has no number that can be read",
                [unread]
            );
        }

        Interval? place = null;
        if (slowest.NumberStamp is { } end && string.Equals(row.Unit, "s", StringComparison.Ordinal))
        {
            place = new Interval(end - (long)Math.Round(found.Value * 1e6), end);
        }

        var note = processes.Count > 1 ? $"the largest of {processes.Count} processes" : null;
        var reading = new PhaseReading(row.Phase, PhaseStatus.Read, found.Value, row.Unit, slowest.NumberLines(), note);
        return new ResolvedPhase(reading, place, found.IsWhole);
    }

    /// <summary>The time between two events; where several processes end it, the longest.</summary>
    public ResolvedPhase Between(PhaseRow row, BetweenRule rule)
    {
        if (FirstSeen(rule.From) is not { } from || FirstSeen(rule.To) is not { } to)
        {
            return OneAbsent(row, rule);
        }

        ProcessHits? first = null;
        ProcessHits? last = null;
        var span = default(Interval);
        foreach (var end in hits[to])
        {
            var start = StartFor(hits[from], end.Author);
            if (
                start.FirstStamp is { } a
                && end.FirstStamp is { } b
                && (first is null || b - a > span.End - span.Start)
            )
            {
                (first, last, span) = (start, end, new Interval(a, b));
            }
        }

        if (first is null || last is null)
        {
            var unstamped = LineNumbers.Of(hits[from][0].FirstLine, hits[to][0].FirstLine);
            return ResolvedPhase.None(row, PhaseStatus.Unparsed, "the lines have no time stamps to compare", unstamped);
        }

        var read = LineNumbers.Of(first.FirstLine, last.FirstLine);
        if (span.End < span.Start)
        {
            return row.IfReversed is { } reason
                ? ResolvedPhase.None(row, PhaseStatus.NotApplicable, reason, read)
                : ResolvedPhase.None(row, PhaseStatus.Unparsed, "the end is stamped before the beginning", read);
        }

        return new ResolvedPhase(
            new PhaseReading(row.Phase, PhaseStatus.Read, (span.End - span.Start) / 1e6, row.Unit, read),
            span
        );
    }

    private ResolvedPhase OneAbsent(PhaseRow row, BetweenRule rule)
    {
        var start = FirstSeen(rule.From) is null ? Absent(row, FirstExpected(rule.From)) : null;
        var end = FirstSeen(rule.To) is null ? Absent(row, FirstExpected(rule.To)) : null;
        return start is null || (end is not null && end.Weight < start.Weight) ? end! : start;
    }

    private ResolvedPhase Absent(PhaseRow row, LogEvent @event)
    {
        var (status, note) = expectations.Absent(@event);
        return ResolvedPhase.None(row, status, note, []);
    }

    private LogEvent? FirstSeen(ImmutableArray<LogEvent> events)
    {
        foreach (var e in events)
        {
            if (hits.Has(e))
            {
                return e;
            }
        }

        return null;
    }

    private LogEvent FirstExpected(ImmutableArray<LogEvent> events)
    {
        foreach (var e in events)
        {
            if (expectations.Absent(e).Status == PhaseStatus.Missing)
            {
                return e;
            }
        }

        return events[0];
    }

    /// <summary>What the same process printed; else the first that any did.</summary>
    private static ProcessHits StartFor(List<ProcessHits> processes, int author)
    {
        foreach (var process in processes)
        {
            if (process.Author == author)
            {
                return process;
            }
        }

        return processes[0];
    }
}
