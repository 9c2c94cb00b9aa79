using Refigure.Planning;
using Refigure.Running;
using Refigure.Running.Processes;

namespace Refigure.Build.Running;

/// <summary>How the start of a server goes: its phases where it takes long, its lines where somebody asks for them.</summary>
/// <param name="write">Writes a line.</param>
/// <param name="follow">Whether the engine's lines are shown until it serves.</param>
/// <param name="time">Tells what is long.</param>
internal sealed class ServeProgress(Action<string> write, bool follow, TimeProvider time) : IRunProgress
{
    private const string Serving = "serving";
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(4);
    private readonly long _began = time.GetTimestamp();
    private string _phase = "";

    /// <inheritdoc />
    public void Begin(int runs, TimeSpan? estimate) { }

    /// <inheritdoc />
    public void RunBegins(PlannedRun run, int number) { }

    /// <inheritdoc />
    public void Phase(string phase)
    {
        if (phase != _phase && phase != Serving && _phase != Serving && time.GetElapsedTime(_began) > Long)
        {
            write($"  {phase} …");
        }

        _phase = _phase == Serving ? Serving : phase;
    }

    /// <inheritdoc />
    public void EngineLine(OutputLine line)
    {
        if (follow && _phase != Serving)
        {
            write("  | " + RunWords.Printable(line.Text));
        }
    }

    /// <inheritdoc />
    public void RunEnded(RunOutcome outcome) { }

    /// <inheritdoc />
    public void End() { }
}
