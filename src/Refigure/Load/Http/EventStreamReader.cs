using Refigure.Load.Sockets;

namespace Refigure.Load.Http;

/// <summary>
/// Takes server-sent events apart, wherever the bytes were cut: the data of one event after the other. Data that arrived whole
/// is not copied. (WHATWG HTML, 9.2; names of events and ids are not looked at.)
/// </summary>
internal sealed class EventStreamReader
{
    /// <summary>The most bytes that an event may have.</summary>
    public const int Limit = 4 << 20;

    private readonly ByteBuffer _line = new();
    private readonly ByteBuffer _data = new();
    private bool _hasData;
    private bool _skipsLineFeed;
    private bool _begun;

    /// <summary>Whether an event is longer than it may be: what follows is not read.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>
    /// Takes the data of the next event from the front of the input; it holds until the next call. False when the input is
    /// used up.
    /// </summary>
    public bool TryRead(scoped ref ReadOnlySpan<byte> input, out ReadOnlySpan<byte> data)
    {
        while (!input.IsEmpty && !IsTooLong)
        {
            if (_skipsLineFeed)
            {
                _skipsLineFeed = false;
                if (input[0] == '\n')
                {
                    input = input[1..];
                    continue;
                }
            }

            var end = input.IndexOfAny((byte)'\n', (byte)'\r');
            if (end < 0)
            {
                _line.Append(input);
                input = default;
                IsTooLong = _line.Length + _data.Length > Limit;
                break;
            }

            var line = input[..end];
            _skipsLineFeed = input[end] == '\r';
            input = input[(end + 1)..];
            if (_line.Length > 0)
            {
                _line.Append(line);
                line = _line.Span;
                _line.Clear();
            }

            if (Take(line, ref input, out data))
            {
                return true;
            }
        }

        data = default;
        return false;
    }

    /// <summary>The event that the stream ended in, without the empty line after it; false if there is none.</summary>
    public bool TryEnd(out ReadOnlySpan<byte> data)
    {
        ReadOnlySpan<byte> end = "\n\n"u8;
        _skipsLineFeed = false;
        return TryRead(ref end, out data);
    }

    private bool Take(ReadOnlySpan<byte> line, scoped ref ReadOnlySpan<byte> input, out ReadOnlySpan<byte> data)
    {
        data = default;
        if (!_begun)
        {
            _begun = true;
            line = line.StartsWith("\uFEFF"u8) ? line[3..] : line;
        }

        if (line.IsEmpty)
        {
            if (!_hasData)
            {
                return false;
            }

            _hasData = false;
            data = _data.Span;
            _data.Clear();
            return true;
        }

        if (!line.StartsWith("data"u8) || (line.Length > 4 && line[4] != ':'))
        {
            return false;
        }

        line =
            line.Length <= 5 ? default
            : line[5] == ' ' ? line[6..]
            : line[5..];
        if (!_hasData && EndsHere(ref input))
        {
            data = line;
            return true;
        }

        if (_hasData)
        {
            _data.Append("\n"u8);
        }

        _data.Append(line);
        _hasData = true;
        IsTooLong = _data.Length > Limit;
        return false;
    }

    // The usual event: one line, and the empty one after it is there already.
    private bool EndsHere(scoped ref ReadOnlySpan<byte> input)
    {
        if (!_skipsLineFeed && input.Length > 0 && input[0] == '\n')
        {
            input = input[1..];
            return true;
        }

        if (_skipsLineFeed && input.StartsWith("\n\r\n"u8))
        {
            input = input[3..];
            _skipsLineFeed = false;
            return true;
        }

        return false;
    }
}
