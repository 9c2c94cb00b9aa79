using Refigure.Chat.Terminal;

namespace Refigure.Tests.Chat;

/// <summary>Answers that somebody stops, and chats that are ended.</summary>
public sealed class ChatStopTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_stopped_answer_is_kept_as_far_as_it_came()
    {
        var seen = new TaskCompletionSource();
        using var rig = new ChatRig(
            async (number, stream) =>
            {
                await stream.WriteAsync(
                    number == 0
                        ? ChatRig.Events(ChatRig.Chunk("Once "), ChatRig.Chunk("upon"))
                        : ChatRig.Answer(20, 2, "fi", "ne")
                );
                await stream.FlushAsync();
                if (number == 0)
                {
                    seen.SetResult();
                    await Task.Delay(Timeout.Infinite, new CancellationTokenSource(Patience).Token);
                }

                stream.Close();
            }
        );
        var input = new Script(
            ["One", "Two"],
            async stop =>
            {
                await seen.Task;
                await Task.Delay(200);
                stop();
            }
        );
        var output = new StringWriter { NewLine = "\n" };

        var outcome = await rig.Session(rig.Server, input, output).RunAsync(CancellationToken.None).WaitAsync(Patience);

        outcome.ShouldBe(new(2, 0));
        output.ToString().ShouldContain("Once upon\n[TTFT");
        output.ToString().ShouldContain("2 chunks out");
        output.ToString().ShouldContain(", stopped]");
        rig.Bodies[1].GetProperty("messages")[1].GetProperty("content").GetString().ShouldBe("Once upon");
    }

    [Fact]
    public async Task An_answer_that_is_stopped_before_it_begins_takes_its_question_with_it()
    {
        var asked = new TaskCompletionSource();
        using var rig = new ChatRig(
            async (number, stream) =>
            {
                if (number == 0)
                {
                    asked.SetResult();
                    await Task.Delay(Timeout.Infinite, new CancellationTokenSource(Patience).Token);
                }

                await stream.WriteAsync(ChatRig.Answer(20, 2, "fi", "ne"));
                stream.Close();
            }
        );
        var input = new Script(
            ["One", "Two"],
            async stop =>
            {
                await asked.Task;
                stop();
            }
        );
        var output = new StringWriter { NewLine = "\n" };

        var outcome = await rig.Session(rig.Server, input, output).RunAsync(CancellationToken.None).WaitAsync(Patience);

        outcome.ShouldBe(new(1, 1));
        output.ToString().ShouldContain("Stopped before the first token: the question is taken back.");
        rig.Bodies[1].GetProperty("messages").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task A_chat_can_be_ended_in_the_middle_of_an_answer()
    {
        var asked = new TaskCompletionSource();
        using var rig = new ChatRig(
            async (_, _) =>
            {
                asked.SetResult();
                await Task.Delay(Timeout.Infinite, new CancellationTokenSource(Patience).Token);
            }
        );
        using var end = new CancellationTokenSource();
        var chat = rig.Session(rig.Server, new Script(["One"], _ => Task.CompletedTask), TextWriter.Null)
            .RunAsync(end.Token);
        await asked.Task.WaitAsync(Patience);
        await end.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(chat.WaitAsync(Patience));
    }

    /// <summary>Lines, and what is done to the first answer.</summary>
    private sealed class Script(string[] lines, Func<Action, Task> whileFirst) : IChatInput
    {
        private int _line;
        private bool _begun;

        public bool IsInteractive => true;

        public Task<string?> ReadLineAsync(string prompt, CancellationToken cancellation) =>
            Task.FromResult(_line < lines.Length ? lines[_line++] : null);

        public IDisposable OnStop(Action stop)
        {
            if (!_begun)
            {
                _begun = true;
                _ = Task.Run(() => whileFirst(stop));
            }

            return new MemoryStream();
        }
    }
}
