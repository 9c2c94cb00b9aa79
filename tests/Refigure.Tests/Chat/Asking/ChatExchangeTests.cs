using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Refigure.Chat.Asking;
using Refigure.Load.Answers;
using Refigure.Load.Http;
using Refigure.Load.Streams;
using Refigure.Serving;

namespace Refigure.Tests.Chat.Asking;

/// <summary>Connections that are encrypted, and servers that are silent.</summary>
public sealed class ChatExchangeTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly StringBuilder _shown = new();

    public ChatExchangeTests() => _listener.Start();

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task An_encrypted_answer_is_read()
    {
        _ = ServeAsync();

        var exchange = await AskAsync(
            "https",
            new StreamLimits(),
            (_, certificate, _, _) => certificate!.Subject == "CN=localhost"
        );

        exchange.Status.ShouldBe(RequestStatus.Completed);
        _shown.ToString().ShouldBe("Hello");
    }

    [Fact]
    public async Task A_server_that_nobody_vouches_for_is_refused()
    {
        _ = ServeAsync();

        var exchange = await AskAsync("https", new StreamLimits());

        exchange.Status.ShouldBe(RequestStatus.Failed);
        exchange.Error.ShouldNotBeNull().ShouldStartWith("The server could not be talked to: The remote certificate");
        _shown.Length.ShouldBe(0);
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_given_up()
    {
        // The connection is taken, and nobody reads.
        var exchange = await AskAsync("http", new StreamLimits { Silence = TimeSpan.FromMilliseconds(50) });

        exchange.Status.ShouldBe(RequestStatus.Failed);
        exchange.Error.ShouldBe("The server sent nothing for 0.05 s.");
    }

    private async Task<Exchange> AskAsync(
        string scheme,
        StreamLimits limits,
        RemoteCertificateValidationCallback? trusts = null
    )
    {
        var address = (IPEndPoint)_listener.LocalEndpoint;
        var target = new HttpTarget(address, new Uri($"{scheme}://localhost:{address.Port}/v1/completions"));
        var exchange = new Exchange(
            new PreparedRequest(target.Post("{}"u8, null), null, 5),
            new OpenAiReader(),
            keepsText: true
        );
        await new ChatExchange(target, exchange, new AnswerText([]), limits, trusts)
            .RunAsync(piece => _shown.Append(piece), CancellationToken.None)
            .WaitAsync(Patience);
        return exchange;
    }

    private async Task ServeAsync()
    {
        using var certificate = Certificate();
        using var client = await _listener.AcceptTcpClientAsync();
        await using var secure = new SslStream(client.GetStream());
        try
        {
            await secure.AuthenticateAsServerAsync(certificate);
            _ = await secure.ReadAsync(new byte[4096]);
            await secure.WriteAsync(
                Encoding.ASCII.GetBytes(
                    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"
                        + "data: {\"choices\":[{\"text\":\"Hello\"}]}\n\ndata: [DONE]\n\n"
                )
            );
        }
        catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException)
        {
            // The client left.
        }
    }

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(
            DateTimeOffset.UnixEpoch,
            new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero)
        );
    }
}
