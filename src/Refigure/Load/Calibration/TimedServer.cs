using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Refigure.Load.Calibration;

/// <summary>
/// A server in this process that streams made-up tokens at times that it writes down: token i is due <c>first + i · every</c>
/// after the request arrived. Speaks <c>/v1/completions</c> only, and knows a request by its prompt, which is a number.
/// </summary>
internal sealed class TimedServer : IDisposable
{
    private static readonly byte[] Head = Encoding.ASCII.GetBytes(
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
    );
    private static readonly byte[] Token = Chunk(
        "data: {\"id\":\"c\",\"object\":\"text_completion\",\"choices\":[{\"index\":0,\"text\":\" tok\",\"finish_reason\":null}]}\n\n"
    );

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly PriorityQueue<TimedAnswer, long> _due = new();
    private readonly ConcurrentBag<TimedAnswer> _answers = [];
    private readonly ConcurrentBag<Socket> _connections = [];
    private readonly TimeSpan _first;
    private readonly TimeSpan _every;
    private readonly Thread _writer;
    private bool _ended;

    public TimedServer(TimeSpan first, TimeSpan every)
    {
        (_first, _every) = (first, every);
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(4096);
        Url = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndPoint!).Port}");
        _ = AcceptAsync();
        _writer = new Thread(Write) { IsBackground = true, Name = "calibration" };
        _writer.Start();
    }

    public Uri Url { get; }

    /// <summary>What was answered so far.</summary>
    public IReadOnlyCollection<TimedAnswer> Answers => _answers;

    public void Dispose()
    {
        lock (_due)
        {
            _ended = true;
            Monitor.Pulse(_due);
        }

        _writer.Join();
        _listener.Dispose();
        foreach (var connection in _connections)
        {
            connection.Dispose();
        }
    }

    private static byte[] Chunk(string text) => Encoding.ASCII.GetBytes($"{text.Length:x}\r\n{text}\r\n");

    private static byte[] Last(int tokens) =>
        [
            .. Chunk(
                $"data: {{\"id\":\"c\",\"choices\":[],\"usage\":{{\"prompt_tokens\":1,\"completion_tokens\":{tokens}}}}}\n\ndata: [DONE]\n\n"
            ),
            .. "0\r\n\r\n"u8,
        ];

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptAsync();
                socket.NoDelay = true;
                _connections.Add(socket);
                _ = AnswerAsync(socket);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Nobody is waited for any more.
        }
    }

    private async Task AnswerAsync(Socket socket)
    {
        var buffer = new byte[4096];
        var length = 0;
        try
        {
            while (true)
            {
                var count = await socket.ReceiveAsync(buffer.AsMemory(length));
                if (count == 0)
                {
                    return;
                }

                length += count;
                if (Read(buffer.AsMemory(0, length), Stopwatch.GetTimestamp(), socket) is { } answer)
                {
                    length = 0;
                    await socket.SendAsync(Head);
                    Enqueue(answer, answer.Arrived + Ticks(_first));
                    await answer.Done;
                }
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The client left.
        }
    }

    // Only our own client asks, and its requests fit into one buffer.
    private TimedAnswer? Read(ReadOnlyMemory<byte> bytes, long arrived, Socket socket)
    {
        var body = bytes.Span.IndexOf("\r\n\r\n"u8) + 4;
        if (body < 4 || bytes.Span[^1] != '}')
        {
            return null;
        }

        using var json = JsonDocument.Parse(bytes[body..]);
        var number = int.Parse(json.RootElement.GetProperty("prompt").GetString()!);
        var answer = new TimedAnswer(number, json.RootElement.GetProperty("max_tokens").GetInt32(), arrived, socket);
        _answers.Add(answer);
        return answer;
    }

    private void Enqueue(TimedAnswer answer, long due)
    {
        lock (_due)
        {
            _due.Enqueue(answer, due);
            Monitor.Pulse(_due);
        }
    }

    private void Write()
    {
        while (Next() is { } answer)
        {
            try
            {
                answer.Written.Add(Stopwatch.GetTimestamp());
                answer.Socket.Send(Token);
                if (answer.Written.Count < answer.Tokens)
                {
                    Enqueue(answer, answer.Arrived + Ticks(_first + (_every * answer.Written.Count)));
                    continue;
                }

                answer.Socket.Send(Last(answer.Tokens));
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // The client left.
            }

            answer.End();
        }
    }

    private TimedAnswer? Next()
    {
        lock (_due)
        {
            while (!_ended)
            {
                if (!_due.TryPeek(out var answer, out var due))
                {
                    Monitor.Wait(_due);
                    continue;
                }

                var wait = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due);
                if (wait <= TimeSpan.Zero)
                {
                    return _due.Dequeue();
                }

                Monitor.Wait(_due, TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)));
            }

            return null;
        }
    }

    private static long Ticks(TimeSpan time) => (long)(time.TotalSeconds * Stopwatch.Frequency);
}
