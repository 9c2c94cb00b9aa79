using System.Collections.Immutable;
using Refigure.Nodes.Ssh;
using Refigure.Planning;
using Refigure.Running;
using Refigure.Running.Processes;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Refigure.Build.Running;

/// <summary>A live view on a terminal: a row for each machine, and above it what they have to say.</summary>
internal sealed class LiveNodeBoard : INodeBoard
{
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(250);
    private readonly Lock _lock = new();
    private readonly IAnsiConsole _console;
    private readonly bool _follow;
    private readonly TimeProvider _clock;
    private readonly string _here;
    private readonly Dictionary<string, NodeRow> _rows = new(StringComparer.Ordinal);
    private readonly Queue<string> _lines = new();
    private readonly TaskCompletionSource _stop = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _drawing;

    /// <summary>A view, which is there at once.</summary>
    /// <param name="console">Where.</param>
    /// <param name="here">This machine's name; its row comes when it has runs to make.</param>
    /// <param name="nodes">The other ones.</param>
    /// <param name="follow">Whether an engine's lines are shown.</param>
    /// <param name="clock">The clock.</param>
    public LiveNodeBoard(
        IAnsiConsole console,
        string here,
        ImmutableArray<string> nodes,
        bool follow,
        TimeProvider clock
    )
    {
        (_console, _here, _follow, _clock) = (console, here, follow, clock);
        foreach (var node in nodes)
        {
            _rows[node] = new NodeRow(node);
        }

        Here = new HereDisplay(this);
        _drawing = _console.Live(View()).StartAsync(DrawAsync);
    }

    /// <inheritdoc />
    public IRunDisplay Here { get; }

    /// <inheritdoc />
    public void SayHere(string line) => Say(_here, line);

    /// <inheritdoc />
    public void Say(string node, string line)
    {
        lock (_lock)
        {
            _lines.Enqueue($"{node}: {line}");
        }
    }

    /// <inheritdoc />
    public void Show(string node, JobProgress? progress)
    {
        lock (_lock)
        {
            Row(node).Progress = progress ?? Row(node).Progress;
        }
    }

    /// <inheritdoc />
    public void End(string node, string how)
    {
        lock (_lock)
        {
            Row(node).End = how;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _stop.TrySetResult();
        _drawing.GetAwaiter().GetResult();
    }

    private NodeRow Row(string node)
    {
        if (!_rows.TryGetValue(node, out var row))
        {
            _rows[node] = row = new NodeRow(node);
        }

        return row;
    }

    private async Task DrawAsync(LiveDisplayContext view)
    {
        while (true)
        {
            var isLast = _stop.Task.IsCompleted;
            WriteLines();
            view.UpdateTarget(View());
            if (isLast)
            {
                return;
            }

            await Task.WhenAny(_stop.Task, Task.Delay(Refresh, _clock));
        }
    }

    // What is written to the console of a live view goes above it.
    private void WriteLines()
    {
        string[] lines;
        lock (_lock)
        {
            lines = [.. _lines];
            _lines.Clear();
        }

        foreach (var line in lines)
        {
            _console.Write(new Text(line));
            _console.WriteLine();
        }
    }

    private Rows View()
    {
        lock (_lock)
        {
            var width = _rows.Keys.Select(name => name.Length).DefaultIfEmpty(0).Max();
            return new Rows(
                _rows.Values.Select(row => (IRenderable)new Text(row.Text(width)) { Overflow = Overflow.Ellipsis })
            );
        }
    }

    // This machine's row, and its lines.
    private sealed class HereDisplay(LiveNodeBoard board) : IRunDisplay
    {
        private readonly RunPace _pace = new();
        private int _done;
        private int _total;
        private string _run = "";

        public void Begin(int runs, TimeSpan? estimate)
        {
            _total = runs;
            _pace.Begin(estimate);
            Show("");
        }

        public void RunBegins(PlannedRun run, int number)
        {
            _total = Math.Max(_total, number);
            _run = RunWords.WithoutNode(run.Identity);
            Show(_run);
        }

        public void Phase(string phase) => Show($"{_run} · {phase}");

        public void EngineLine(OutputLine line)
        {
            if (board._follow)
            {
                board.Say(board._here, "| " + RunWords.Printable(line.Text));
            }
        }

        public void LoadKept(PlannedRun run, string kept) =>
            board.Say(board._here, $"{RunWords.Of(run)} was interrupted: {kept}");

        public void RunEnded(RunOutcome outcome)
        {
            _done++;
            _pace.Add(outcome.Elapsed, outcome.Run.Estimate);
            Show("");
            board.Say(
                board._here,
                $"{RunWords.WithoutNode(outcome.Run.Identity)}: {RunWords.Of(outcome)}, {RunWords.Of(outcome.Elapsed)}"
            );
            foreach (var line in outcome.Failure)
            {
                board.Say(board._here, "  " + line);
            }
        }

        public void End() => board.End(board._here, $"made in {RunWords.Of(_pace.Spent)}");

        public void Dispose() { }

        private void Show(string now) => board.Show(board._here, new JobProgress(_done, _total, _pace.Left, now));
    }
}
