using System.Collections.Concurrent;
using Refigure.Chat.Terminal;

namespace Refigure.Tests.Chat.Terminal;

public sealed class TerminalChatInputTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Keyboard _keys = new();
    private readonly StringWriter _screen = new();

    public void Dispose() => _screen.Dispose();

    [Fact]
    public async Task Lines_are_shown_while_they_are_typed()
    {
        var input = new TerminalChatInput(_keys, _screen);
        _keys.Type("hi\r");

        (await input.ReadLineAsync("> ", CancellationToken.None).WaitAsync(Patience)).ShouldBe("hi");
        _screen.ToString().ShouldBe("> hi" + Environment.NewLine);
    }

    [Fact]
    public async Task Control_C_stops_what_runs_once_and_ends_the_input_the_next_time()
    {
        var input = new TerminalChatInput(_keys, _screen);
        var stopped = new TaskCompletionSource();
        using (input.OnStop(stopped.SetResult))
        {
            _keys.Type("ahead\u0003");
            await stopped.Task.WaitAsync(Patience);
        }

        _keys.Type("\r\u0003");

        (await input.ReadLineAsync("> ", CancellationToken.None).WaitAsync(Patience)).ShouldBe("ahead");
        (await input.ReadLineAsync("> ", CancellationToken.None).WaitAsync(Patience)).ShouldBeNull();
    }

    [Fact]
    public async Task A_second_Control_C_while_an_answer_stops_ends_the_chat_after_it()
    {
        var input = new TerminalChatInput(_keys, _screen);
        var stopped = new TaskCompletionSource();
        using (input.OnStop(stopped.SetResult))
        {
            _keys.Type("\u0003\u0003");
            await stopped.Task.WaitAsync(Patience);
        }

        (await input.ReadLineAsync("> ", CancellationToken.None).WaitAsync(Patience)).ShouldBeNull();
    }

    [Fact]
    public async Task A_terminal_that_goes_away_is_the_end()
    {
        var input = new TerminalChatInput(_keys, _screen);
        _keys.Hang();

        (await input.ReadLineAsync("> ", CancellationToken.None).WaitAsync(Patience)).ShouldBeNull();
    }

    [Fact]
    public async Task Waiting_for_a_line_can_be_ended()
    {
        var input = new TerminalChatInput(_keys, _screen);
        using var end = new CancellationTokenSource();
        var line = input.ReadLineAsync("> ", end.Token);
        await end.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(line.WaitAsync(Patience));
        _keys.Hang();
    }

    private sealed class Keyboard : IKeys
    {
        private readonly BlockingCollection<char> _keys = [];

        public void Type(string keys)
        {
            foreach (var key in keys)
            {
                _keys.Add(key);
            }
        }

        public void Hang() => _keys.CompleteAdding();

        public ConsoleKeyInfo? Read() => _keys.TryTake(out var key, Timeout.Infinite) ? LineEditorTests.Key(key) : null;
    }
}
