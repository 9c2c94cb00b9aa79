namespace Refigure.Load.Sockets;

/// <summary>
/// The stream under an <see cref="System.Net.Security.SslStream"/>, between it and a socket that never blocks. What waits for bytes goes on,
/// on the thread that brings them.
/// </summary>
internal sealed class TlsPipe : Stream
{
    private readonly ByteBuffer _received = new();
    private readonly ByteBuffer _unsent = new();
    private TaskCompletionSource<int>? _waiting;
    private Memory<byte> _target;
    private bool _ended;

    public ByteBuffer Unsent => _unsent;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Brings what arrived; nothing means the end.</summary>
    public void Bring(ReadOnlySpan<byte> bytes)
    {
        _ended |= bytes.IsEmpty;
        _received.Append(bytes);
        if (_waiting is { } waiting)
        {
            _waiting = null;
            waiting.SetResult(Take(_target.Span));
        }
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_received.Length > 0 || _ended || buffer.IsEmpty)
        {
            return new ValueTask<int>(Take(buffer.Span));
        }

        _target = buffer;
        _waiting = new TaskCompletionSource<int>();
        return new ValueTask<int>(_waiting.Task);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _unsent.Append(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) => _unsent.Append(buffer.AsSpan(offset, count));

    public override int Read(byte[] buffer, int offset, int count) => Take(buffer.AsSpan(offset, count));

    public override void Flush() { }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private int Take(Span<byte> target)
    {
        var count = Math.Min(target.Length, _received.Length);
        _received.Span[..count].CopyTo(target);
        _received.Remove(count);
        return count;
    }
}
