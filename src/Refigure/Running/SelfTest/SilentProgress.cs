using Refigure.Planning;
using Refigure.Running.Processes;

namespace Refigure.Running.SelfTest;

/// <summary>Tells nobody.</summary>
internal sealed class SilentProgress : IRunProgress, IWorkProgress
{
    public static SilentProgress Instance { get; } = new();

    private SilentProgress() { }

    public void Begin(int runs, TimeSpan? estimate) { }

    public void RunBegins(PlannedRun run, int number) { }

    public void Phase(string phase) { }

    public void EngineLine(OutputLine line) { }

    public void RunEnded(RunOutcome outcome) { }

    public void End() { }

    public void Report(string what, double? fraction) { }
}
