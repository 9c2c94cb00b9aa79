using System.Collections.Immutable;
using Refigure.Logs.Tables;

namespace Refigure.Logs.Phases;

/// <summary>Makes phases of what a log reports, by <see cref="PhaseRows"/>.</summary>
internal sealed class PhaseResolver
{
    private readonly EventHits hits;
    private readonly StartFacts facts;
    private readonly Expectations expectations;
    private readonly Dictionary<string, ResolvedPhase> known = new(StringComparer.Ordinal);
    private readonly List<string> order = [];

    public PhaseResolver(LogScan scan, StartFacts facts)
    {
        hits = scan.Hits;
        this.facts = facts;
        expectations = new Expectations(facts);
        foreach (var row in PhaseRows.All)
        {
            if (order.Count == 0 || !string.Equals(order[^1], row.Phase, StringComparison.Ordinal))
            {
                order.Add(row.Phase);
            }
        }
    }

    /// <summary>Every phase, in the order of the table.</summary>
    public ImmutableArray<ResolvedPhase> All() => [.. order.Select(Find)];

    /// <summary>A phase by its key.</summary>
    public ResolvedPhase Find(string phase)
    {
        if (!known.TryGetValue(phase, out var resolved))
        {
            resolved = Resolve(phase);
            known.Add(phase, resolved);
        }

        return resolved;
    }

    private ResolvedPhase Resolve(string phase)
    {
        ResolvedPhase? best = null;
        foreach (var row in PhaseRows.All)
        {
            if (!string.Equals(row.Phase, phase, StringComparison.Ordinal) || !row.IsFor(facts.Version))
            {
                continue;
            }

            var resolved = Resolve(row);
            if (resolved.Reading.Value is not null)
            {
                return resolved;
            }

            // Of several sources without a value, the one that has most to say: a line without a number, then a missing one.
            if (best is null || Weight(resolved.Reading.Status) > Weight(best.Reading.Status))
            {
                best = resolved;
            }
        }

        return best ?? None(phase, "s", PhaseStatus.NotApplicable, "not defined for this version", []);
    }

    private ResolvedPhase Resolve(PhaseRow row)
    {
        var resolved = row.Rule switch
        {
            PrintedRule printed => Printed(row, printed.Event),
            BetweenRule between => Between(row, between),
            FormulaRule formula => Formula(row, formula),
            _ => throw new InvalidOperationException($"{row.Phase} has a rule that is none"),
        };
        if (resolved.Reading.Status != PhaseStatus.Missing)
        {
            return resolved;
        }

        if (row.IfLoaderIsSilent is { } instead && facts.IsLoaderSilent)
        {
            return Derived(row, instead);
        }

        return facts.WhyNot(row.Needs) is { } reason
            ? None(row.Phase, row.Unit, PhaseStatus.NotApplicable, reason, [])
            : resolved;
    }

    private ResolvedPhase Printed(PhaseRow row, LogEvent @event)
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
                unread = unread == 0 ? process.UnreadLine : unread;
            }
            else if (slowest?.Number is not { } most || number.Value > most.Value)
            {
                slowest = process;
            }
        }

        if (slowest?.Number is not { } found || unread > 0)
        {
            var line = unread > 0 ? unread : processes[0].FirstLine;
            return None(
                row.Phase,
                row.Unit,
                PhaseStatus.Unparsed,
                $"line {line} has no number that can be read",
                [line]
            );
        }

        var place =
            row.Unit == "s" && slowest.NumberStamp is { } end
                ? new Interval(end - (long)Math.Round(found.Value * 1e6), end)
                : (Interval?)null;
        var note = processes.Count > 1 ? $"the largest of {processes.Count} processes" : null;
        var reading = new PhaseReading(
            row.Phase,
            PhaseStatus.Read,
            found.Value,
            row.Unit,
            [.. slowest.NumberLines],
            note
        );
        return new ResolvedPhase(reading, place, found.IsWhole);
    }

    private ResolvedPhase Between(PhaseRow row, BetweenRule rule)
    {
        var from = FirstSeen(rule.From);
        var to = FirstSeen(rule.To);
        if (from is null || to is null)
        {
            var start = from is null ? Absent(row, FirstExpected(rule.From)) : null;
            var end = to is null ? Absent(row, FirstExpected(rule.To)) : null;
            return start is null || end?.Reading.Status == PhaseStatus.NotApplicable ? end! : start;
        }

        ProcessHits? first = null;
        ProcessHits? last = null;
        Interval? longest = null;
        foreach (var end in hits[to.Value])
        {
            var start = StartFor(hits[from.Value], end.Author);
            if (
                start.FirstStamp is { } a
                && end.FirstStamp is { } b
                && (longest is not { } l || b - a > l.End - l.Start)
            )
            {
                (first, last, longest) = (start, end, new Interval(a, b));
            }
        }

        if (longest is not { } span)
        {
            int[] lines = [hits[from.Value][0].FirstLine, hits[to.Value][0].FirstLine];
            return None(row.Phase, row.Unit, PhaseStatus.Unparsed, "the lines have no time stamps", lines);
        }

        int[] read = [first!.FirstLine, last!.FirstLine];
        if (span.End < span.Start)
        {
            return None(row.Phase, row.Unit, PhaseStatus.Unparsed, "the end is stamped before the beginning", read);
        }

        var value = (span.End - span.Start) / 1e6;
        return new ResolvedPhase(new PhaseReading(row.Phase, PhaseStatus.Read, value, row.Unit, Sorted(read)), span);
    }

    private ResolvedPhase Formula(PhaseRow row, FormulaRule rule)
    {
        var value = 0.0;
        var lines = new List<int>();
        ResolvedPhase? lacking = null;
        foreach (var (phase, sign, mayLack) in rule.Terms)
        {
            var reading = Find(phase).Reading;
            if (reading.Value is { } number)
            {
                value += sign * number;
                lines.AddRange(reading.Lines);
            }
            else if (!(mayLack && reading.Status == PhaseStatus.NotApplicable))
            {
                var none = None(
                    row.Phase,
                    row.Unit,
                    reading.Status,
                    $"needs {phase}: {reading.Note}",
                    reading.Lines.AsSpan()
                );
                lacking = lacking is null || Weight(reading.Status) < Weight(lacking.Reading.Status) ? none : lacking;
            }
        }

        if (lacking is not null)
        {
            return lacking;
        }

        if (value < 0)
        {
            return None(row.Phase, row.Unit, PhaseStatus.Unparsed, $"{rule.Text} is negative", [.. lines]);
        }

        return new ResolvedPhase(
            new PhaseReading(row.Phase, PhaseStatus.Read, value, row.Unit, Sorted([.. lines]), rule.Text)
        );
    }

    private ResolvedPhase Derived(PhaseRow row, FormulaRule rule)
    {
        var resolved = Formula(row, rule);
        var silent = $"the loader {facts.Loader} does not print it";
        return resolved.Reading.Value is null
            ? None(row.Phase, row.Unit, PhaseStatus.NotApplicable, silent, [])
            : resolved with
            {
                Reading = resolved.Reading with { Status = PhaseStatus.Derived, Note = $"{rule.Text}: {silent}" },
            };
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
    private static ProcessHits StartFor(IReadOnlyList<ProcessHits> processes, int author)
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

    private ResolvedPhase Absent(PhaseRow row, LogEvent @event)
    {
        var (status, note) = expectations.Absent(@event);
        return None(row.Phase, row.Unit, status, note, []);
    }

    private static int Weight(PhaseStatus status) =>
        status switch
        {
            PhaseStatus.Unparsed => 2,
            PhaseStatus.Missing => 1,
            _ => 0,
        };

    private static ResolvedPhase None(
        string phase,
        string unit,
        PhaseStatus status,
        string note,
        ReadOnlySpan<int> lines
    ) => new(new PhaseReading(phase, status, null, unit, Sorted(lines), note));

    private static ImmutableArray<int> Sorted(ReadOnlySpan<int> lines) => [.. new SortedSet<int>(lines.ToArray())];
}
