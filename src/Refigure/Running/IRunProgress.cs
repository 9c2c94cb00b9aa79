using Refigure.Planning;
using Refigure.Running.Processes;

namespace Refigure.Running;

/// <summary>Hears what the runner does. Calls come one at a time.</summary>
public interface IRunProgress
{
    /// <summary>Runs begin.</summary>
    /// <param name="runs">How many will be made; more where a precision goal asks for them.</param>
    /// <param name="estimate">How long all will take; null if nobody can know.</param>
    void Begin(int runs, TimeSpan? estimate);

    /// <summary>A run begins.</summary>
    void RunBegins(PlannedRun run, int number);

    /// <summary>The run is in another phase: preparing caches, starting, ready, stopping, or a start-up phase of the engine.</summary>
    void Phase(string phase);

    /// <summary>The engine wrote a line.</summary>
    void EngineLine(OutputLine line);

    /// <summary>A run was interrupted, and what its load had measured until then is kept.</summary>
    /// <param name="run">The run.</param>
    /// <param name="kept">How much, and where: the end of a sentence about it.</param>
    void LoadKept(PlannedRun run, string kept) { }

    /// <summary>A run ended.</summary>
    void RunEnded(RunOutcome outcome);

    /// <summary>All ended, or were interrupted.</summary>
    void End();
}
