using System.Text;

namespace Refigure.Traces.Reading;

/// <summary>
/// A table of Nsight Systems, line by line: comma or tab, with whatever <c>nsys</c> prints before the header.
/// </summary>
internal sealed class TableText
{
    private const int MostLinesBefore = 200;
    private const int MostColumns = 256;
    private readonly TextWindow _window;
    private bool _isAtEnd;

    private TableText(TextWindow window, byte separator, string[] header)
    {
        _window = window;
        Separator = separator;
        Header = header;
    }

    public byte Separator { get; }

    public IReadOnlyList<string> Header { get; }

    /// <summary>Bytes read so far.</summary>
    public long Bytes => _window.Bytes;

    /// <summary>Whether the text broke off: within a line, or within what is compressed.</summary>
    public bool IsTruncated { get; private set; }

    /// <summary>Looks for the header; null if there is none among the first lines.</summary>
    public static TableText? Open(Stream stream)
    {
        var table = new TableText(new TextWindow(stream), (byte)',', []);
        for (var i = 0; i < MostLinesBefore && table.TryLine(out var line); i++)
        {
            var text = Encoding.UTF8.GetString(line).Trim('\uFEFF', ' ');
            foreach (var separator in (char[])['\t', ',', ';'])
            {
                var header = text.Split(separator).Select(h => h.Trim(' ', '"')).ToArray();
                if (header.Length is > 3 and < MostColumns && header[^1] == "Name")
                {
                    return new TableText(table._window, (byte)separator, header);
                }
            }
        }

        return null;
    }

    /// <summary>The place of a column by the begin of its name; -1 if there is none.</summary>
    public int Column(string begin)
    {
        for (var i = 0; i < Header.Count; i++)
        {
            if (Header[i] == begin || Header[i].StartsWith(begin + " (", StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The next line that is not empty; it is good until the next call.</summary>
    public bool TryLine(out ReadOnlySpan<byte> line)
    {
        while (!_isAtEnd)
        {
            var end = _window.Text.IndexOf((byte)'\n');
            while (end < 0 && _window.ReadOn())
            {
                end = _window.Text.IndexOf((byte)'\n');
            }

            _isAtEnd = end < 0;
            line = end < 0 ? _window.Text : _window.Text[..end];
            _window.Use(end < 0 ? line.Length : end + 1);
            IsTruncated |= _window.IsBroken;
            line = line.TrimEnd((byte)'\r');
            if (!line.Trim((byte)' ').IsEmpty)
            {
                return true;
            }
        }

        line = default;
        return false;
    }
}
