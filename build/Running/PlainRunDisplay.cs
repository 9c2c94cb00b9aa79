using System.Globalization;
using Refigure.Planning;
using Refigure.Running;
using Refigure.Running.Processes;

namespace Refigure.Build.Running;

/// <summary>One plain line a run, for logs.</summary>
/// <param name="write">Writes a line.</param>
/// <param name="follow">Whether the engine's lines are shown too.</param>
internal sealed class PlainRunDisplay(Action<string> write, bool follow) : IRunDisplay
{
    private int _runs;
    private int _number;

    /// <inheritdoc />
    public void Begin(int runs, TimeSpan? estimate)
    {
        _runs = runs;
        var time = estimate is { } sum ? $", about {RunWords.Of(sum)}" : string.Empty;
        write(string.Create(CultureInfo.InvariantCulture, $"{runs} {(runs == 1 ? "run" : "runs")} to make{time}."));
    }

    /// <inheritdoc />
    public void RunBegins(PlannedRun run, int number) => _number = number;

    /// <inheritdoc />
    public void Phase(string phase) { }

    /// <inheritdoc />
    public void EngineLine(OutputLine line)
    {
        if (follow)
        {
            write("  | " + RunWords.Printable(line.Text));
        }
    }

    /// <inheritdoc />
    public void LoadKept(PlannedRun run, string kept) => write($"{RunWords.Of(run)} was interrupted: {kept}");

    /// <inheritdoc />
    public void RunEnded(RunOutcome outcome)
    {
        write(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{_number}/{Math.Max(_runs, _number)} {RunWords.Of(outcome.Run)}: {RunWords.Of(outcome)}, {RunWords.Of(outcome.Elapsed)}"
            )
        );
        foreach (var line in outcome.Failure)
        {
            write("  " + line);
        }
    }

    /// <inheritdoc />
    public void End() { }

    /// <inheritdoc />
    public void Dispose() { }
}
