using System.Threading.Channels;

namespace Refigure.Chat.Terminal;

/// <summary>
/// Questions that somebody types at a terminal. Keys are read all the time, so that Ctrl-C is heard while an answer comes, and what is typed
/// ahead is the beginning of the next question.
/// </summary>
public sealed class TerminalChatInput : IChatInput
{
    private const char ControlC = '\u0003';
    private readonly Channel<ConsoleKeyInfo> _keys = Channel.CreateUnbounded<ConsoleKeyInfo>();
    private readonly TextWriter _screen;
    private readonly Lock _lock = new();
    private Action? _stop;

    /// <summary>Begins to read keys.</summary>
    /// <param name="keys">The keyboard.</param>
    /// <param name="screen">Shows what is typed.</param>
    public TerminalChatInput(IKeys keys, TextWriter screen)
    {
        _screen = screen;
        var reader = new Thread(() => Listen(keys)) { IsBackground = true, Name = "keys" };
        reader.Start();
    }

    /// <inheritdoc />
    public bool IsInteractive => true;

    /// <inheritdoc />
    public async Task<string?> ReadLineAsync(string prompt, CancellationToken cancellation)
    {
        await _screen.WriteAsync(prompt);
        await _screen.FlushAsync(cancellation);
        var editor = new LineEditor();
        while (!editor.IsDone)
        {
            if (!await _keys.Reader.WaitToReadAsync(cancellation))
            {
                return null;
            }

            var shown = editor.Press(await _keys.Reader.ReadAsync(cancellation));
            await _screen.WriteAsync(shown);
            await _screen.FlushAsync(cancellation);
        }

        return editor.Line;
    }

    /// <inheritdoc />
    public IDisposable OnStop(Action stop)
    {
        lock (_lock)
        {
            _stop = stop;
        }

        return new Watch(this);
    }

    private void Listen(IKeys keys)
    {
        while (keys.Read() is { } key)
        {
            if (!IsStop(key) || !TakeStop())
            {
                _keys.Writer.TryWrite(key);
            }
        }

        _keys.Writer.TryComplete();
    }

    private static bool IsStop(ConsoleKeyInfo key) =>
        key.KeyChar == ControlC || (key.Key == ConsoleKey.C && key.Modifiers == ConsoleModifiers.Control);

    private bool TakeStop()
    {
        Action? stop;
        lock (_lock)
        {
            (stop, _stop) = (_stop, null);
        }

        stop?.Invoke();
        return stop is not null;
    }

    private sealed class Watch(TerminalChatInput input) : IDisposable
    {
        public void Dispose()
        {
            lock (input._lock)
            {
                input._stop = null;
            }
        }
    }
}
