using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Refigure.Load.Answers;
using Refigure.Load.Sockets;
using Refigure.Load.Streams;
using Refigure.Serving;

namespace Refigure.Tests.Load.Sockets;

public sealed class TlsSocketTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly X509Certificate2 _certificate = Certificate();

    public TlsSocketTests() => _listener.Start();

    public void Dispose()
    {
        _listener.Dispose();
        _certificate.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_encrypted_answer_is_read_and_an_untrusted_server_refused(bool trusted)
    {
        var serving = ServeAsync();
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            RemoteCertificateValidationCallback = (_, _, _, _) => trusted,
        };
        var exchange = new Exchange(
            new PreparedRequest("POST / HTTP/1.1\r\n\r\n{}"u8.ToArray(), 1, 5),
            new OpenAiReader()
        );
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        // On a thread of its own, as the load has it.
        new Thread(() =>
        {
            using var hub = new StreamHub(
                () => new TlsSocket(SocketFactory.Socket((IPEndPoint)_listener.LocalEndpoint), options),
                SocketFactory.Poller(),
                new StreamLimits(),
                _ => ended.SetResult()
            );
            hub.Begin(exchange);
            while (!ended.Task.IsCompleted)
            {
                hub.Poll(Stopwatch.GetTimestamp() + (Stopwatch.Frequency / 10));
                hub.Sweep(Stopwatch.GetTimestamp());
            }
        }).Start();

        await ended.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await serving;
        if (trusted)
        {
            exchange.Status.ShouldBe(RequestStatus.Completed);
            exchange.Arrivals.Count.ShouldBe(2);
        }
        else
        {
            exchange.Error!.ShouldStartWith("The server could not be trusted (TLS)");
        }
    }

    private async Task ServeAsync()
    {
        using var client = await _listener.AcceptTcpClientAsync();
        await using var tls = new SslStream(client.GetStream());
        try
        {
            await tls.AuthenticateAsServerAsync(_certificate);
            var buffer = new byte[1024];
            _ = await tls.ReadAsync(buffer);
            await tls.WriteAsync(ScriptedServer.Answer("a", "b"));
            _ = await tls.ReadAsync(buffer);
        }
        catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException)
        {
            // The client did not trust us.
        }
    }

    private static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var start = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(start.AddDays(-1), start.AddDays(1));
    }
}
