namespace Refigure.Load.Http;

/// <summary>Takes the chunks of an HTTP/1.1 body apart, wherever the bytes were cut (RFC 9112, 7.1).</summary>
internal struct ChunkDecoder
{
    private const int LongestLine = 4096;
    private Part _part;
    private long _left;
    private int _digits;
    private int _line;

    private enum Part
    {
        Size,
        Extension,
        Data,
        DataEnd,
        Trailer,
        End,
        Broken,
    }

    /// <summary>Whether the last chunk and what follows it were there.</summary>
    public readonly bool IsEnd => _part == Part.End;

    /// <summary>Whether the bytes are no chunks.</summary>
    public readonly bool IsBroken => _part == Part.Broken;

    /// <summary>Takes the next payload from the front of the input; false when it is used up, at the end, or broken.</summary>
    public bool TryRead(scoped ref ReadOnlySpan<byte> input, out ReadOnlySpan<byte> payload)
    {
        while (!input.IsEmpty)
        {
            switch (_part)
            {
                case Part.Data:
                    var count = (int)Math.Min(_left, input.Length);
                    payload = input[..count];
                    input = input[count..];
                    _left -= count;
                    if (_left == 0)
                    {
                        _part = Part.DataEnd;
                    }

                    return true;
                case Part.End or Part.Broken:
                    payload = default;
                    return false;
                default:
                    Step(input[0]);
                    input = input[1..];
                    break;
            }
        }

        payload = default;
        return false;
    }

    private void Step(byte value)
    {
        _part = _part switch
        {
            Part.Size => Size(value),
            Part.Extension => ++_line > LongestLine ? Part.Broken
            : value == '\n' ? AfterSize()
            : Part.Extension,
            Part.DataEnd => value switch
            {
                (byte)'\r' => Part.DataEnd,
                (byte)'\n' => Begin(),
                _ => Part.Broken,
            },
            Part.Trailer => Trailer(value),
            _ => _part,
        };
    }

    private Part Size(byte value)
    {
        var digit = value switch
        {
            >= (byte)'0' and <= (byte)'9' => value - '0',
            >= (byte)'a' and <= (byte)'f' => value - 'a' + 10,
            >= (byte)'A' and <= (byte)'F' => value - 'A' + 10,
            _ => -1,
        };
        if (digit >= 0)
        {
            _left = (_left << 4) | (long)(uint)digit;
            return ++_digits > 15 ? Part.Broken : Part.Size;
        }

        if (_digits == 0)
        {
            return Part.Broken;
        }

        return value switch
        {
            (byte)'\n' => AfterSize(),
            (byte)'\r' or (byte)';' or (byte)' ' or (byte)'\t' => Part.Extension,
            _ => Part.Broken,
        };
    }

    private Part AfterSize()
    {
        _line = 0;
        return _left == 0 ? Part.Trailer : Part.Data;
    }

    private Part Begin()
    {
        (_left, _digits, _line) = (0, 0, 0);
        return Part.Size;
    }

    // Lines until an empty one; none is of interest.
    private Part Trailer(byte value)
    {
        if (value == '\n')
        {
            if (_line == 0)
            {
                return Part.End;
            }

            _line = 0;
        }
        else if (value != '\r' && ++_line > LongestLine)
        {
            return Part.Broken;
        }

        return Part.Trailer;
    }
}
