using System.Collections.Immutable;
using System.Diagnostics;
using Refigure.Chat.Templates;
using Refigure.Load;
using Refigure.Load.Answers;
using Refigure.Load.Http;
using Refigure.Load.Running;
using Refigure.Load.Streams;
using Refigure.Serving;

namespace Refigure.Chat.Asking;

/// <summary>Asks one question at a time; times and errors mean the same as in a load.</summary>
/// <param name="time">Says which day it is; latencies are of the stopwatch.</param>
/// <param name="limits">How long the server may take.</param>
internal sealed class ChatClient(TimeProvider time, StreamLimits limits)
{
    private HttpTarget? _target;

    /// <summary>Asks.</summary>
    /// <param name="server">Who.</param>
    /// <param name="messages">The conversation, special tokens broken.</param>
    /// <param name="maxTokens">The most tokens of the answer.</param>
    /// <param name="show">Gets the answer's text while it comes.</param>
    /// <param name="stop">Stops this answer.</param>
    /// <param name="cancellation">Ends everything.</param>
    /// <exception cref="OperationCanceledException">Everything was ended.</exception>
    /// <exception cref="UserErrorException">The server's name is not known.</exception>
    public async Task<ChatAnswer> AskAsync(
        ChatServer server,
        ImmutableArray<ChatMessage> messages,
        int maxTokens,
        Action<string> show,
        CancellationToken stop,
        CancellationToken cancellation
    )
    {
        var intended = Stopwatch.GetTimestamp();
        var target = await TargetAsync(server, cancellation);
        var today = DateOnly.FromDateTime(time.GetLocalNow().DateTime);
        var body = ChatRequestBody.Of(server, messages, maxTokens, today);
        var request = new PreparedRequest(target.Post(body.Span, server.Key), PromptTokens: null, maxTokens);
        IAnswerReader reader = server.Endpoint == LoadEndpoint.GenerateStream ? new TgiReader() : new OpenAiReader();
        var exchange = new Exchange(request, reader, keepsText: true) { Intended = intended };
        var text = new AnswerText(server.MakesPrompts ? server.Template.Stops : []);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, cancellation);
        await new ChatExchange(target, exchange, text, limits).RunAsync(show, either.Token);
        cancellation.ThrowIfCancellationRequested();
        if (text.End() is { Length: > 0 } rest)
        {
            show(rest);
        }

        // Another of the name's addresses may be the one that answers.
        _target = exchange.HasAnswer ? target : null;
        var record = RequestRecords.Of(exchange, exchange.Sent);
        var isStopped = record.Status == RequestStatus.Cut;
        // What is said of a stopped answer's times is about the tokens that came.
        return new ChatAnswer(
            text.Whole,
            isStopped && !record.Arrivals.IsEmpty ? record with { End = record.Arrivals.Last } : record
        )
        {
            IsStopped = isStopped,
        };
    }

    private async Task<HttpTarget> TargetAsync(ChatServer server, CancellationToken cancellation)
    {
        var url = EndpointUrl.Of(server.Url, server.Endpoint);
        return _target?.Url == url ? _target : new HttpTarget(await AddressFinder.FindAsync(url, cancellation), url);
    }
}
