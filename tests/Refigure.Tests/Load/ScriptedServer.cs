using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Refigure.Tests.Load;

/// <summary>A server that does to the n-th request what the test says, byte for byte.</summary>
internal sealed class ScriptedServer : IDisposable
{
    private readonly TcpListener _listener;
    private readonly Func<int, Stream, Task> _answer;
    private readonly List<string> _requests = [];
    private readonly List<TcpClient> _clients = [];

    /// <param name="answer">Gets the request's number and the stream; the connection is closed when it returns false in its task's place.</param>
    /// <param name="port">Where it listens; 0 for any.</param>
    public ScriptedServer(Func<int, Stream, Task> answer, int port = 0)
    {
        _answer = answer;
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        _ = AcceptAsync();
    }

    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>The requests so far, heads and bodies.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (_requests)
            {
                return [.. _requests];
            }
        }
    }

    public int Connections
    {
        get
        {
            lock (_clients)
            {
                return _clients.Count;
            }
        }
    }

    public static byte[] Answer(params string[] texts)
    {
        var body = string.Concat(
            texts.Select(t => $"data: {{\"choices\":[{{\"text\":\"{t}\",\"finish_reason\":null}}]}}\n\n")
        );
        return Encoding.UTF8.GetBytes(
            $"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: {body.Length + 14}\r\n\r\n{body}data: [DONE]\n\n"
        );
    }

    public void Dispose()
    {
        _listener.Dispose();
        lock (_clients)
        {
            _clients.ForEach(c => c.Dispose());
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync();
                lock (_clients)
                {
                    _clients.Add(client);
                }

                _ = ServeAsync(client);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test has ended.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using var stream = client.GetStream();
            var buffer = new byte[1 << 20];
            var length = 0;
            while (await stream.ReadAsync(buffer.AsMemory(length)) is > 0 and var count)
            {
                length += count;
                var text = Encoding.UTF8.GetString(buffer, 0, length);
                if (
                    text.StartsWith("GET ", StringComparison.Ordinal)
                    && text.EndsWith("\r\n\r\n", StringComparison.Ordinal)
                )
                {
                    length = 0;
                    await stream.WriteAsync("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
                    continue;
                }

                // The body is one JSON object.
                if (!text.EndsWith('}'))
                {
                    continue;
                }

                int number;
                lock (_requests)
                {
                    number = _requests.Count;
                    _requests.Add(text);
                }

                length = 0;
                await _answer(number, stream);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The client left, or the test has ended.
        }
    }
}
