using Refigure.Engines;
using Refigure.Running.Processes;

namespace Refigure.Running.Readiness;

/// <summary>Listens to the lines of a starting engine: when it says that it is ready, and which phase it is in.</summary>
/// <param name="engine">Knows its lines.</param>
/// <param name="readyText">What a line has when it is ready.</param>
/// <param name="progress">Hears of lines and phases.</param>
internal sealed class StartWatch(IEngine engine, string readyText, IRunProgress progress)
{
    private const int KeptLines = 10;
    private readonly Lock _lock = new();
    private readonly Queue<string> _lastErrors = new();
    private readonly TaskCompletionSource _saidReady = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string _phase = "starting";
    private TimeSpan _phaseBegan;
    private volatile bool _portInUse;

    /// <summary>Ends when a line says that it is ready.</summary>
    public Task SaidReady => _saidReady.Task;

    /// <summary>The phase that began last.</summary>
    public string Phase => _phase;

    /// <summary>When that phase began, since the process was started.</summary>
    public TimeSpan PhaseBegan
    {
        get
        {
            lock (_lock)
            {
                return _phaseBegan;
            }
        }
    }

    /// <summary>Whether it complained that its port is taken.</summary>
    public bool PortInUse => _portInUse;

    /// <summary>The last lines of its standard error, oldest first.</summary>
    public IReadOnlyList<string> LastErrors
    {
        get
        {
            lock (_lock)
            {
                return [.. _lastErrors];
            }
        }
    }

    // Two outputs are read at the same time, and whoever shows progress hears one line at a time.
    public void Line(OutputLine line)
    {
        lock (_lock)
        {
            progress.EngineLine(line);
            if (line.Stream == OutputStreamKind.Error)
            {
                _lastErrors.Enqueue(line.Text);
                if (_lastErrors.Count > KeptLines)
                {
                    _lastErrors.Dequeue();
                }
            }

            if (SaysPortInUse(line.Text))
            {
                _portInUse = true;
            }

            if (engine.PhaseOf(line.Text) is { } phase)
            {
                _phase = phase;
                _phaseBegan = line.Arrival;
                progress.Phase(phase);
            }

            if (line.Text.Contains(readyText, StringComparison.Ordinal))
            {
                _saidReady.TrySetResult();
            }
        }
    }

    // strerror(EADDRINUSE), and Node's and Python's names for it.
    private static bool SaysPortInUse(string text) =>
        text.Contains("EADDRINUSE", StringComparison.Ordinal)
        || text.Contains("ddress already in use", StringComparison.Ordinal);
}
