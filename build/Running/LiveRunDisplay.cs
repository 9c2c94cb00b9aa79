using Refigure.Planning;
using Refigure.Running;
using Refigure.Running.Processes;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Refigure.Build.Running;

/// <summary>A live view on a terminal: all runs as a bar with the remaining time, the current run, its phase and its time.</summary>
internal sealed class LiveRunDisplay : IRunDisplay
{
    private const int BarWidth = 30;
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(250);
    private readonly Lock _lock = new();
    private readonly IAnsiConsole _console;
    private readonly bool _follow;
    private readonly TimeProvider _clock;
    private readonly List<IRenderable> _ended = [];
    private readonly TaskCompletionSource _stop = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _drawing = Task.CompletedTask;
    private int _runs;
    private int _done;
    private readonly RunPace _pace = new();
    private string _run = string.Empty;
    private string _phase = string.Empty;
    private string _line = string.Empty;
    private long _began;

    /// <summary>A view.</summary>
    /// <param name="console">Where.</param>
    /// <param name="follow">Whether the engine's last line is shown.</param>
    /// <param name="clock">The clock.</param>
    public LiveRunDisplay(IAnsiConsole console, bool follow, TimeProvider clock)
    {
        _console = console;
        _follow = follow;
        _clock = clock;
    }

    /// <inheritdoc />
    public void Begin(int runs, TimeSpan? estimate)
    {
        _runs = runs;
        _pace.Begin(estimate);
        _drawing = _console.Live(View()).AutoClear(true).StartAsync(DrawAsync);
    }

    /// <inheritdoc />
    public void RunBegins(PlannedRun run, int number)
    {
        lock (_lock)
        {
            (_run, _phase, _line, _began) = (RunWords.Of(run), "preparing", string.Empty, _clock.GetTimestamp());
            _runs = Math.Max(_runs, number);
        }
    }

    /// <inheritdoc />
    public void Phase(string phase)
    {
        lock (_lock)
        {
            _phase = phase;
        }
    }

    /// <inheritdoc />
    public void EngineLine(OutputLine line)
    {
        lock (_lock)
        {
            _line = _follow ? RunWords.Printable(line.Text) : string.Empty;
        }
    }

    /// <inheritdoc />
    public void LoadKept(PlannedRun run, string kept)
    {
        lock (_lock)
        {
            _ended.Add(new Text($"{RunWords.Of(run)} was interrupted: {kept}"));
        }
    }

    /// <inheritdoc />
    public void RunEnded(RunOutcome outcome)
    {
        lock (_lock)
        {
            _done++;
            _pace.Add(outcome.Elapsed, outcome.Run.Estimate);
            _run = string.Empty;
            if (outcome.Record is not { Valid: true })
            {
                _ended.Add(new Text($"{RunWords.Of(outcome.Run)}: {RunWords.Of(outcome)}"));
                _ended.AddRange(outcome.Failure.Select(line => new Text("  " + line)));
            }
        }
    }

    /// <inheritdoc />
    public void End()
    {
        _stop.TrySetResult();
        _drawing.GetAwaiter().GetResult();
        foreach (var line in _ended)
        {
            _console.Write(line);
            _console.WriteLine();
        }

        _console.WriteLine($"{_done} of {_runs} runs made in {RunWords.Of(_pace.Spent)}.");
    }

    /// <inheritdoc />
    public void Dispose() => _stop.TrySetResult();

    private async Task DrawAsync(LiveDisplayContext view)
    {
        while (!_stop.Task.IsCompleted)
        {
            view.UpdateTarget(View());
            await Task.WhenAny(_stop.Task, Task.Delay(Refresh, _clock));
        }
    }

    private Rows View()
    {
        lock (_lock)
        {
            var filled = _runs == 0 ? 0 : _done * BarWidth / _runs;
            var rows = new List<IRenderable>
            {
                new Text(
                    $"{new string('█', filled)}{new string('░', BarWidth - filled)} {_done}/{_runs} runs{(_pace.Left is { } left ? $", about {RunWords.Of(left)} left" : "")}"
                ),
            };
            if (_run.Length > 0)
            {
                rows.Add(new Text($"{_run} · {_phase} · {RunWords.Of(_clock.GetElapsedTime(_began))}"));
            }

            if (_follow && _line.Length > 0)
            {
                rows.Add(new Text("| " + _line) { Overflow = Overflow.Ellipsis });
            }

            return new Rows(rows);
        }
    }
}
