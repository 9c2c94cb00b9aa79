using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using Refigure.Logs.Lines;

namespace Refigure.Logs;

/// <summary>Gets lines of a log by their numbers, for showing where a number comes from.</summary>
public static class LogLines
{
    private const int Longest = 400;

    /// <summary>Some lines, ready to print: no colours, no control characters, long ones cut with an ellipsis.</summary>
    /// <param name="log">The log; read to its end, and left open.</param>
    /// <param name="lines">1-based line numbers, in any order.</param>
    /// <param name="longest">How many characters of a line are kept, at least 1.</param>
    /// <returns>The lines, ascending; one that the log does not have is not there.</returns>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static ImmutableArray<LogLine> Get(Stream log, ReadOnlySpan<int> lines, int longest = Longest)
    {
        ArgumentNullException.ThrowIfNull(log);
        var collector = new LineCollector(lines, longest);
        new LineFeed(collector.Piece).Read(log);
        return collector.Lines();
    }

    /// <inheritdoc cref="Get(Stream, ReadOnlySpan{int}, int)"/>
    public static ImmutableArray<LogLine> Get(ReadOnlySpan<byte> log, ReadOnlySpan<int> lines, int longest = Longest)
    {
        var collector = new LineCollector(lines, longest);
        new LineFeed(collector.Piece).Read(UpTo(collector.Last, log));
        return collector.Lines();
    }

    // The rest of a long log need not be cut into lines.
    private static ReadOnlySpan<byte> UpTo(int line, ReadOnlySpan<byte> log)
    {
        var end = 0;
        for (var i = 0; i < line; i++)
        {
            var next = log[end..].IndexOf((byte)'\n');
            if (next < 0)
            {
                return log;
            }

            end += next + 1;
        }

        return log[..end];
    }

    private sealed class LineCollector
    {
        private readonly int[] _wanted;
        private readonly int _longest;
        private readonly ImmutableArray<LogLine>.Builder _lines = ImmutableArray.CreateBuilder<LogLine>();
        private int _next;
        private bool _hasRecord;

        public LineCollector(ReadOnlySpan<int> wanted, int longest)
        {
            _wanted = wanted.ToArray();
            Array.Sort(_wanted);
            _longest = longest;
        }

        public int Last => _wanted.Length == 0 ? 0 : _wanted[^1];

        // Pieces come in the order of their lines.
        public void Piece(ReadOnlySpan<byte> piece, int line)
        {
            while (_next < _wanted.Length && _wanted[_next] < line)
            {
                _next++;
            }

            if (_next == _wanted.Length || _wanted[_next] != line)
            {
                return;
            }

            // Of what carriage returns overwrite, the record is shown if there is one; else what is left in the end.
            var isFirst = _lines.Count == 0 || _lines[^1].Number != line;
            var isRecord = RecordParser.Parse(piece).Stamp != StampKind.None;
            if (isFirst)
            {
                _lines.Add(new LogLine(line, Printable(piece, _longest)));
                _hasRecord = isRecord;
            }
            else if (isRecord || !_hasRecord)
            {
                _lines[^1] = new LogLine(line, Printable(piece, _longest));
                _hasRecord |= isRecord;
            }
        }

        public ImmutableArray<LogLine> Lines() => _lines.DrainToImmutable();
    }

    private static string Printable(ReadOnlySpan<byte> piece, int longest)
    {
        // One character more than is kept tells that there are more; the last may need two places.
        var text = ArrayPool<char>.Shared.Rent(longest + 2);
        var count = 0;
        var at = 0;
        while (count <= longest && (at = Ansi.Skip(piece, at)) < piece.Length)
        {
            var rest = piece[at..];
            var plain = rest.IndexOfAnyExceptInRange((byte)' ', (byte)'~');
            if (plain == 0)
            {
                _ = Rune.DecodeFromUtf8(rest, out var rune, out var used);
                count += (Rune.IsControl(rune) ? new Rune(' ') : rune).EncodeToUtf16(text.AsSpan(count));
                at += used;
            }
            else
            {
                plain = Math.Min(plain < 0 ? rest.Length : plain, longest + 1 - count);
                count += Encoding.ASCII.GetChars(rest[..plain], text.AsSpan(count));
                at += plain;
            }
        }

        if (count > longest)
        {
            count = char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest;
            text[count++] = '…';
        }

        var printable = text.AsSpan(0, count).Trim().ToString();
        ArrayPool<char>.Shared.Return(text);
        return printable;
    }
}
