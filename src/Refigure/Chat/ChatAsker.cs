using System.Collections.Immutable;
using System.Globalization;
using Refigure.Chat.Asking;
using Refigure.Chat.History;
using Refigure.Chat.Templates;
using Refigure.Chat.Terminal;
using Refigure.Load;
using Refigure.Serving;

namespace Refigure.Chat;

/// <summary>
/// Asks the next question of a conversation: makes room for it, shows the answer while it comes, and keeps both if the answer is one to go on
/// from. A question without an answer is taken back.
/// </summary>
/// <param name="server">Who answers.</param>
/// <param name="client">Asks.</param>
/// <param name="input">Says when an answer is to be stopped.</param>
/// <param name="output">Where everything is shown.</param>
internal sealed class ChatAsker(ChatServer server, ChatClient client, IChatInput input, TextWriter output)
{
    private readonly TokenEstimate _estimate = new();
    private int? _context = server.ContextTokens;

    /// <summary>Who answers, as it turned out.</summary>
    public ChatServer Server { get; private set; } = server;

    /// <summary>The conversation so far.</summary>
    public ChatHistory History { get; set; } = ChatHistory.Empty;

    /// <summary>All answers of this chat, those of conversations that are forgotten among them.</summary>
    public ImmutableArray<ChatTurn> Answered { get; private set; } = [];

    /// <summary>Asks.</summary>
    /// <returns>Whether there is an answer.</returns>
    /// <exception cref="OperationCanceledException">The chat was ended.</exception>
    public async Task<bool> AskAsync(string text, CancellationToken cancellation)
    {
        var question = new ChatMessage(ChatRole.User, text);
        var history = History;
        SayBroken(text);
        while (true)
        {
            var prompt = HistoryTrim.Fit(history, question, _estimate, _context, Server.AnswerTokensIn(_context));
            if (prompt.IsTooLong)
            {
                return Fail(TooLong(prompt.Tokens));
            }

            history = history with { LeftOut = prompt.LeftOut };
            ChatAnswer answer;
            try
            {
                answer = await AskOnceAsync(prompt, cancellation);
            }
            catch (UserErrorException e)
            {
                return Fail(e.Message);
            }

            if (answer.IsGiven)
            {
                Keep(history, question, prompt, answer);
                return true;
            }

            if (answer.LacksChat && FallBack(answer))
            {
                continue;
            }

            if (answer.TooLong is not { } refusal)
            {
                return Fail(Why(answer));
            }

            if (Shorter(history, prompt, refusal) is not { } shorter)
            {
                return Fail(TooLong(refusal.PromptTokens));
            }

            history = shorter;
        }
    }

    private async Task<ChatAnswer> AskOnceAsync(FittedPrompt prompt, CancellationToken cancellation)
    {
        var visible = new VisibleText();
        var begun = false;
        var breaker = new SpecialTokenBreaker(Marks);
        ImmutableArray<ChatMessage> sent =
        [
            .. prompt.Messages.Select(m => m with { Text = breaker.Break(m.Text).Text }),
        ];
        // Not disposed: the key that stops it may be on its way when the answer has ended.
        var stop = new CancellationTokenSource();
        ChatAnswer answer;
        using (input.OnStop(() => _ = stop.CancelAsync()))
        {
            answer = await client.AskAsync(Server, sent, prompt.MaxTokens, Show, stop.Token, cancellation);
        }

        if (answer.IsGiven)
        {
            Begin();
        }

        output.Write(visible.End());
        if (answer.Text.Length > 0 && !answer.Text.EndsWith('\n'))
        {
            output.WriteLine();
        }

        return answer;

        void Show(string piece)
        {
            Begin();
            output.Write(visible.Add(piece));
            output.Flush();
        }

        // Said when there is an answer without them: a question that fails leaves nothing out.
        void Begin()
        {
            if (!begun && prompt.LeftOut > History.LeftOut)
            {
                output.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"The first {prompt.LeftOut * 2} messages were left out: the context holds {_context} tokens."
                    )
                );
            }

            begun = true;
        }
    }

    // Which marks a server's own template has nobody knows; those of the form that most have are always broken.
    private ImmutableArray<string> Marks =>
        Server.MakesPrompts ? [.. Server.Template.Marks, .. Server.SpecialTokens] : Server.SpecialTokens;

    private void Keep(ChatHistory history, ChatMessage question, FittedPrompt prompt, ChatAnswer answer)
    {
        var request = answer.Request;
        if (request.PromptTokens is { } counted)
        {
            _estimate.Learn(prompt.Messages, counted);
        }

        var said = new ChatMessage(ChatRole.Assistant, answer.Text) { Tokens = request.OutputTokens };
        var turn = new ChatTurn(question, said, request, answer.IsStopped);
        History = history.With(turn);
        Answered = Answered.Add(turn);
        output.WriteLine($"[{ChatFigures.Of(turn)}]");
    }

    // Nobody chose the endpoint, and this server has none for conversations: prompts are made here from now on.
    private bool FallBack(ChatAnswer answer)
    {
        if (!Server.MayFallBack)
        {
            return false;
        }

        Server = Server with
        {
            Endpoint = Server.Engine == "tgi" ? LoadEndpoint.GenerateStream : LoadEndpoint.Completions,
            MayFallBack = false,
        };
        output.WriteLine(
            $"The server takes no conversations ({answer.Request.HttpStatus}): prompts are made here, by the template {Server.Template.Name} (--template names another)."
        );
        return true;
    }

    // By the server's own numbers if it names some, else a question and its answer less. Null if there is nothing to leave out.
    private ChatHistory? Shorter(ChatHistory history, FittedPrompt prompt, ContextRefusal refusal)
    {
        var before = _context;
        _context = refusal.Context ?? _context;
        if (refusal.PromptTokens is { } counted)
        {
            _estimate.Learn(prompt.Messages, counted);
            var again = HistoryTrim.Fit(
                history,
                prompt.Messages[^1],
                _estimate,
                _context,
                Server.AnswerTokensIn(_context)
            );
            if (
                again.LeftOut > history.LeftOut
                || (again.MaxTokens < prompt.MaxTokens && counted + again.MaxTokens <= _context)
            )
            {
                return history;
            }
        }
        else if (_context is not null && before is null)
        {
            return history;
        }

        return history.LeftOut < history.Turns.Length ? history with { LeftOut = history.LeftOut + 1 } : null;
    }

    private static string Why(ChatAnswer answer) =>
        answer.IsStopped ? "Stopped before the first token: the question is taken back."
        : answer.Request.Status == RequestStatus.Empty ? "The server's answer is empty: the question is taken back."
        : $"{VisibleText.Of(answer.Request.Error ?? "The server gave no answer.")} The question is taken back.";

    private string TooLong(int? tokens) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"The question is too long{(tokens is { } known ? string.Create(CultureInfo.InvariantCulture, $": about {known} tokens with what goes with it") : "")}, and {(_context is { } context ? string.Create(CultureInfo.InvariantCulture, $"the context holds {context}") : "the server's context is smaller")}: shorten it."
        );

    private void SayBroken(string text)
    {
        var (_, found) = new SpecialTokenBreaker(Marks).Break(text);
        if (!found.IsEmpty)
        {
            output.WriteLine(
                $"{string.Join(", ", found.Select(VisibleText.Of))} is sent as letters, with a zero-width space in it: as a special token it would end your message."
            );
        }
    }

    private bool Fail(string sentence)
    {
        output.WriteLine(sentence);
        return false;
    }
}
