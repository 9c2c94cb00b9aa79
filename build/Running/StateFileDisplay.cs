using Refigure.Nodes.Ssh;
using Refigure.Planning;
using Refigure.Running;
using Refigure.Running.Processes;

namespace Refigure.Build.Running;

/// <summary>Keeps a line in a file that says how far the runs are, for another machine that asks; the rest goes to another display.</summary>
/// <param name="inner">The other one.</param>
/// <param name="file">The file.</param>
internal sealed class StateFileDisplay(IRunDisplay inner, string file) : IRunDisplay
{
    private readonly RunPace _pace = new();
    private int _done;
    private int _total;
    private string _run = "";

    /// <inheritdoc />
    public void Begin(int runs, TimeSpan? estimate)
    {
        _total = runs;
        _pace.Begin(estimate);
        Write("");
        inner.Begin(runs, estimate);
    }

    /// <inheritdoc />
    public void RunBegins(PlannedRun run, int number)
    {
        _total = Math.Max(_total, number);
        _run = RunWords.WithoutNode(run.Identity);
        Write(_run);
        inner.RunBegins(run, number);
    }

    /// <inheritdoc />
    public void Phase(string phase)
    {
        Write($"{_run} · {phase}");
        inner.Phase(phase);
    }

    /// <inheritdoc />
    public void EngineLine(OutputLine line) => inner.EngineLine(line);

    /// <inheritdoc />
    public void LoadKept(PlannedRun run, string kept) => inner.LoadKept(run, kept);

    /// <inheritdoc />
    public void RunEnded(RunOutcome outcome)
    {
        _done++;
        _pace.Add(outcome.Elapsed, outcome.Run.Estimate);
        Write("");
        inner.RunEnded(outcome);
    }

    /// <inheritdoc />
    public void End() => inner.End();

    /// <inheritdoc />
    public void Dispose() => inner.Dispose();

    private void Write(string now)
    {
        try
        {
            File.WriteAllText(file + ".new", new JobProgress(_done, _total, _pace.Left, now) + "\n");
            File.Move(file + ".new", file, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Nobody measures less because nobody can be told.
        }
    }
}
