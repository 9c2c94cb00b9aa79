using Refigure.Logs.Tables;

namespace Refigure.Logs.Phases;

/// <summary>Says of a line that is not there whether it ought to be.</summary>
internal sealed class Expectations(StartFacts facts)
{
    /// <summary>What the absence of an event's line means.</summary>
    public (PhaseStatus Status, string Note) Absent(LogEvent @event)
    {
        var rows = LogRows.Of(@event);
        if (rows.IsEmpty)
        {
            return (PhaseStatus.NotApplicable, Unlisted(@event));
        }

        if (rows[0].By == PrintedBy.Script)
        {
            return (PhaseStatus.NotApplicable, "not printed by vLLM but by the script that starts it");
        }

        if (rows[0].By == PrintedBy.Patch && !facts.IsPatched)
        {
            return (PhaseStatus.NotApplicable, "needs the profiling patch");
        }

        if (facts.Version is not { } version)
        {
            return (PhaseStatus.NotApplicable, "the log does not tell which version wrote it");
        }

        foreach (var row in rows)
        {
            if (row.Knows(version, facts.Engine))
            {
                return row.Level == LineLevel.Debug && !facts.IsDebug
                    ? (PhaseStatus.NotApplicable, "needs VLLM_LOGGING_LEVEL=DEBUG")
                    : (PhaseStatus.Missing, $"no line \"{row.Text.TrimEnd()}\", expected since {Since(rows)}");
            }
        }

        return (PhaseStatus.NotApplicable, Unknown(rows));
    }

    private string Unknown(ReadOnlySpan<LogRow> rows)
    {
        if (facts.Version < rows[0].Versions.From)
        {
            return $"printed since {Since(rows)}";
        }

        var last = rows[^1];
        return facts.Version > last.Versions.To
            ? $"printed up to {last.Until}"
            : "this version or engine does not print it";
    }

    private static string Since(ReadOnlySpan<LogRow> rows) => rows[0].Since;

    private static string Unlisted(LogEvent @event) =>
        @event == LogEvent.CaptureSizes
            ? "the engine's banner does not list the capture sizes"
            : "the log has less than two time stamps";
}
