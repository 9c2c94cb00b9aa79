using System.Collections.Immutable;
using System.Text;
using Refigure.Logs.Lines;

namespace Refigure.Logs;

/// <summary>Gets lines of a log by their numbers, for showing where a number comes from.</summary>
public static class LogLines
{
    private const int Longest = 400;

    /// <summary>The texts of some lines, ready to print: no colours, no control characters, long ones cut with an ellipsis.</summary>
    /// <param name="log">The log; read up to the last of the lines, and left open.</param>
    /// <param name="lines">1-based line numbers, in any order.</param>
    /// <param name="longest">How many characters of a line are kept, at least 1.</param>
    /// <returns>Text by line number; a line that the log does not have is not there.</returns>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static ImmutableSortedDictionary<int, string> Get(Stream log, IEnumerable<int> lines, int longest = Longest)
    {
        ArgumentNullException.ThrowIfNull(log);
        var collector = new LineCollector(lines, longest);
        new LineFeed(collector.Piece).Read(log);
        return collector.Texts();
    }

    /// <inheritdoc cref="Get(Stream, IEnumerable{int}, int)"/>
    public static ImmutableSortedDictionary<int, string> Get(
        ReadOnlySpan<byte> log,
        IEnumerable<int> lines,
        int longest = Longest
    )
    {
        var collector = new LineCollector(lines, longest);
        new LineFeed(collector.Piece).Read(log);
        return collector.Texts();
    }

    private sealed class LineCollector(IEnumerable<int> lines, int longest)
    {
        private readonly HashSet<int> _wanted = [.. lines];
        private readonly HashSet<int> _records = [];
        private readonly Dictionary<int, string> _texts = [];

        public void Piece(ReadOnlySpan<byte> piece, int line)
        {
            // Of what carriage returns overwrite, the record is shown if there is one; else what is left in the end.
            if (_wanted.Contains(line))
            {
                var isRecord = RecordParser.Parse(piece).Stamp != StampKind.None;
                if (isRecord || !_records.Contains(line))
                {
                    _texts[line] = Printable(piece, longest);
                }

                if (isRecord)
                {
                    _records.Add(line);
                }
            }
        }

        public ImmutableSortedDictionary<int, string> Texts() => _texts.ToImmutableSortedDictionary();
    }

    private static string Printable(ReadOnlySpan<byte> piece, int longest)
    {
        var text = new StringBuilder();
        var at = 0;
        while (at < piece.Length && text.Length <= longest)
        {
            at = Ansi.Skip(piece, at);
            if (at == piece.Length)
            {
                break;
            }

            _ = Rune.DecodeFromUtf8(piece[at..], out var rune, out var used);
            text.Append(Rune.IsControl(rune) ? " " : rune.ToString());
            at += used;
        }

        if (text.Length > longest)
        {
            text.Length = char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest;
            text.Append('…');
        }

        return text.ToString().Trim();
    }
}
