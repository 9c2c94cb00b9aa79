using Refigure.Logs.Tables;

namespace Refigure.Logs.Phases;

/// <summary>What a log reports, by event and process.</summary>
internal sealed class EventHits
{
    // A log has a handful of processes; one with more is damaged, and the rest of them are not told apart.
    private const int MostProcesses = 64;

    private static readonly List<ProcessHits> None = [];

    private readonly List<ProcessHits>?[] _hits = new List<ProcessHits>?[(int)LogEvent.CaptureSizes + 1];

    /// <summary>What the processes printed of an event, in the order of their first lines; empty if nothing.</summary>
    public List<ProcessHits> this[LogEvent @event] => _hits[(int)@event] ?? None;

    /// <summary>Whether the log has a line of the event.</summary>
    public bool Has(LogEvent @event) => _hits[(int)@event] is not null;

    /// <summary>The hits of a process, made if need be.</summary>
    public ProcessHits Of(LogEvent @event, int author)
    {
        var list = _hits[(int)@event] ??= [];
        foreach (var process in list)
        {
            if (process.Author == author)
            {
                return process;
            }
        }

        if (list.Count >= MostProcesses)
        {
            return list[^1];
        }

        list.Add(new ProcessHits(author));
        return list[^1];
    }

    /// <summary>Takes a step off the stamps of a line whose clock turned out to be wrong.</summary>
    public void Correct(int line, long step)
    {
        foreach (var list in _hits)
        {
            foreach (var process in list ?? [])
            {
                process.Correct(line, step);
            }
        }
    }
}
