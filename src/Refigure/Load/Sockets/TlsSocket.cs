using System.Diagnostics;
using System.Net.Security;
using System.Security.Authentication;

namespace Refigure.Load.Sockets;

/// <summary>TLS over a socket that never blocks. Times are those of the encrypted bytes, before they are decrypted.</summary>
internal sealed class TlsSocket : IStreamSocket
{
    private readonly byte[] _encrypted = new byte[32 * 1024];
    private readonly TlsPipe _pipe = new();
    private readonly SslStream _tls;
    private readonly SslClientAuthenticationOptions _options;
    private readonly byte[] _plain = new byte[32 * 1024];
    private Task? _handshake;
    private Task<int>? _reading;
    private ReadOnlyMemory<byte> _left;
    private ReadTime _last = ReadTime.Of(Stopwatch.GetTimestamp());
    private bool _ended;

    public TlsSocket(IStreamSocket inner, SslClientAuthenticationOptions options)
    {
        Inner = inner;
        _options = options;
        _tls = new SslStream(_pipe, leaveInnerStreamOpen: true);
    }

    public IStreamSocket Inner { get; }

    public nint Handle => Inner.Handle;

    public string? Error { get; private set; }

    public bool HasUnsent => _pipe.Unsent.Length > 0;

    public bool KeepsReceived => true;

    public SocketStep Connect()
    {
        if (_handshake is null)
        {
            var step = Inner.Connect();
            if (step != SocketStep.Done)
            {
                Error = Inner.Error;
                return step;
            }

            _handshake = _tls.AuthenticateAsClientAsync(_options);
        }

        if (!Bring() || !FlushUnsent())
        {
            return SocketStep.Failed;
        }

        if (!_handshake.IsCompleted)
        {
            return HasUnsent ? SocketStep.WaitToWrite : SocketStep.WaitToRead;
        }

        return _handshake.IsCompletedSuccessfully ? SocketStep.Done : Failed(_handshake.Exception!.InnerException!);
    }

    public int Send(ReadOnlySpan<byte> bytes)
    {
        if (HasUnsent)
        {
            return FlushUnsent() ? IStreamSocket.WouldBlock : IStreamSocket.Broken;
        }

        try
        {
            // The pipe takes all of it at once, so this does not wait.
            _tls.WriteAsync(bytes.ToArray()).AsTask().GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            _ = Failed(e);
            return IStreamSocket.Broken;
        }

        return FlushUnsent() ? bytes.Length : IStreamSocket.Broken;
    }

    public int Receive(Span<byte> buffer, out ReadTime time)
    {
        var whole = Bring() && FlushUnsent();
        time = _last;
        if (_left.IsEmpty && !_ended)
        {
            _reading ??= _tls.ReadAsync(_plain).AsTask();
            if (_reading.IsFaulted)
            {
                _ = Failed(_reading.Exception.InnerException!);
                return IStreamSocket.Broken;
            }

            if (!_reading.IsCompletedSuccessfully)
            {
                return whole ? IStreamSocket.WouldBlock : IStreamSocket.Broken;
            }

            _left = _plain.AsMemory(0, _reading.GetAwaiter().GetResult());
            _ended = _left.IsEmpty;
            _reading = null;
        }

        var count = Math.Min(buffer.Length, _left.Length);
        _left.Span[..count].CopyTo(buffer);
        _left = _left[count..];
        return count;
    }

    public void Dispose()
    {
        Inner.Dispose();
        _pipe.Bring([]); // ends what still waits
        _tls.Dispose();
    }

    // All that the system has goes to the pipe.
    private bool Bring()
    {
        while (true)
        {
            var count = Inner.Receive(_encrypted, out var time);
            if (count == IStreamSocket.WouldBlock)
            {
                return true;
            }

            if (count == IStreamSocket.Broken)
            {
                Error = Inner.Error;
                return false;
            }

            _last = time;
            _pipe.Bring(_encrypted.AsSpan(0, count));
            if (count == 0)
            {
                return true;
            }
        }
    }

    private bool FlushUnsent()
    {
        while (HasUnsent)
        {
            var count = Inner.Send(_pipe.Unsent.Span);
            if (count < 0)
            {
                Error = Inner.Error;
                return count == IStreamSocket.WouldBlock;
            }

            _pipe.Unsent.Remove(count);
        }

        return true;
    }

    private SocketStep Failed(Exception e)
    {
        Error =
            e is AuthenticationException
                ? $"could not be trusted (TLS): {e.Message}"
                : $"broke off the encrypted connection: {e.Message}";
        return SocketStep.Failed;
    }
}
