using System.Diagnostics;
using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Refigure.Load.Http;
using Refigure.Load.Sockets;
using Refigure.Load.Streams;

namespace Refigure.Chat.Asking;

/// <summary>One question over a connection of its own, read with the load generator's own reading of answers.</summary>
/// <param name="target">Where it goes.</param>
/// <param name="exchange">The request, and what is known of its answer; it has ended when <see cref="RunAsync"/> has.</param>
/// <param name="text">The answer's text.</param>
/// <param name="limits">How long the server may take.</param>
/// <param name="trusts">Whether a server's certificate is good; null for the system's own judgement.</param>
internal sealed class ChatExchange(
    HttpTarget target,
    Exchange exchange,
    AnswerText text,
    StreamLimits limits,
    RemoteCertificateValidationCallback? trusts = null
)
{
    private const int BufferSize = 64 * 1024;
    private int _shown;

    /// <summary>Does it. Whatever goes wrong is in the exchange.</summary>
    /// <param name="show">Gets the text while it comes.</param>
    /// <param name="stop">Breaks it off.</param>
    public async Task RunAsync(Action<string> show, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var socket = new Socket(target.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
        };
        try
        {
            limit.CancelAfter(limits.Connect);
            await socket.ConnectAsync(target.Address, limit.Token);
            await using var stream = await OpenAsync(socket, limit.Token);
            exchange.Begun = exchange.Sent = Stopwatch.GetTimestamp();
            await stream.WriteAsync(exchange.Request.Bytes, limit.Token);
            await ReceiveAsync(stream, show, limit);
        }
        catch (OperationCanceledException) when (exchange.Ended == 0)
        {
            BreakOff(stop);
        }
        catch (Exception e) when (exchange.Ended == 0 && Why(e) is { } why)
        {
            if (exchange.Sent == 0)
            {
                exchange.Fail(Now, $"The server {why}.");
            }
            else
            {
                exchange.Close(Now, why);
            }
        }
    }

    private static long Now => Stopwatch.GetTimestamp();

    private async Task<Stream> OpenAsync(Socket socket, CancellationToken cancellation)
    {
        var stream = new NetworkStream(socket, ownsSocket: false);
        if (!target.IsTls)
        {
            return stream;
        }

        var secure = new SslStream(stream);
        await secure.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = target.Url.DnsSafeHost,
                RemoteCertificateValidationCallback = trusts,
            },
            cancellation
        );
        return secure;
    }

    private async Task ReceiveAsync(Stream stream, Action<string> show, CancellationTokenSource limit)
    {
        var buffer = new byte[BufferSize];
        while (true)
        {
            limit.CancelAfter(exchange.DoneAt != 0 ? limits.AfterDone : limits.Silence);
            var count = await stream.ReadAsync(buffer, limit.Token);
            var ticks = Now;
            if (count == 0)
            {
                exchange.Close(ticks, why: null);
                Show(show);
                return;
            }

            var ended = exchange.Receive(buffer.AsSpan(0, count), ticks);
            Show(show);
            if (ended)
            {
                return;
            }

            // A server that takes no stop texts, or none of special tokens, would go on.
            if (text.IsStopped && exchange.FinishReason is null)
            {
                exchange.FinishWithoutEnd(ticks);
                return;
            }
        }
    }

    private void Show(Action<string> show)
    {
        var piece = text.Add(exchange.EscapedText[_shown..]);
        _shown = exchange.EscapedText.Length;
        if (piece.Length > 0)
        {
            show(piece);
        }
    }

    private void BreakOff(CancellationToken stop)
    {
        if (stop.IsCancellationRequested)
        {
            exchange.Cut(Now);
        }
        else if (exchange.DoneAt != 0)
        {
            exchange.FinishWithoutEnd(Now);
        }
        else
        {
            exchange.Fail(
                Now,
                exchange.Sent == 0
                    ? "The server did not answer the attempt to connect."
                    : string.Create(
                        CultureInfo.InvariantCulture,
                        $"The server sent nothing for {limits.Silence.TotalSeconds:0.###} s."
                    )
            );
        }
    }

    private static string? Why(Exception e) =>
        e switch
        {
            SocketException socket => SocketFailure.Of(socket.SocketErrorCode),
            IOException { InnerException: SocketException socket } => SocketFailure.Of(socket.SocketErrorCode),
            IOException or AuthenticationException => $"could not be talked to: {e.Message.TrimEnd('.')}",
            _ => null,
        };
}
