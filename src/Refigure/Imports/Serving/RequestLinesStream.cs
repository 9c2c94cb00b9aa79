using System.Buffers;
using Refigure.Serving;

namespace Refigure.Imports.Serving;

/// <summary>The text of <c>requests.jsonl</c>, made while it is read: however many requests there are, one line is held.</summary>
internal sealed class RequestLinesStream(IEnumerable<RequestRecord> requests, string path) : Stream
{
    private const double Longest = 1e9; // thirty years
    private readonly IEnumerator<RequestRecord> _requests = requests.GetEnumerator();
    private readonly ArrayBufferWriter<byte> _line = new();
    private int _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (_read == _line.WrittenCount)
        {
            _line.ResetWrittenCount();
            _read = 0;
            if (!_requests.MoveNext())
            {
                return 0;
            }

            RequestLine.Write(Checked(_requests.Current), _line);
        }

        var length = Math.Min(buffer.Length, _line.WrittenCount - _read);
        _line.WrittenSpan.Slice(_read, length).CopyTo(buffer);
        _read += length;
        return length;
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _requests.Dispose();
        base.Dispose(disposing);
    }

    private RequestRecord Checked(RequestRecord request)
    {
        foreach (var time in (ReadOnlySpan<double?>)[request.Intended, request.Sent, request.FirstToken, request.End])
        {
            if (time is not (null or (> -Longest and < Longest)))
            {
                throw new UserErrorException(
                    $"{path}: request {request.Index} has a time of {time:R} s after the load's start, expected less than {Longest:0} s: the file is damaged; leave it out."
                );
            }
        }

        return request;
    }
}
