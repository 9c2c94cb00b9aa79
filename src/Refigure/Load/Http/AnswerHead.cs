using System.Buffers.Text;
using System.Text;

namespace Refigure.Load.Http;

/// <summary>The head of an HTTP answer: what matters of it for reading the body.</summary>
internal sealed record AnswerHead
{
    /// <summary>The most bytes that a head may have.</summary>
    public const int Limit = 64 * 1024;

    public required int Status { get; init; }

    public long? ContentLength { get; init; }

    public bool IsChunked { get; init; }

    public bool KeepsAlive { get; init; }

    public string? ContentType { get; init; }

    public string? ContentEncoding { get; init; }

    public bool IsEventStream =>
        ContentType is null || ContentType.StartsWith("text/event-stream", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a head, the empty line at its end left out; null if it is none.</summary>
    public static AnswerHead? Parse(ReadOnlySpan<byte> text)
    {
        // HTTP/1.1 200 OK
        if (
            text.Length < 12
            || !text.StartsWith("HTTP/1."u8)
            || text[8] != ' '
            || !Utf8Parser.TryParse(text.Slice(9, 3), out int status, out var used)
            || used != 3
        )
        {
            return null;
        }

        var head = new AnswerHead { Status = status, KeepsAlive = text[7] != '0' };
        var first = true;
        foreach (var range in Lines(text))
        {
            if (!first)
            {
                if (head.With(text[range]) is not { } next)
                {
                    return null;
                }

                head = next;
            }

            first = false;
        }

        return head;
    }

    /// <summary>Where the head ends, after the empty line; -1 if it is not all there.</summary>
    public static int EndOf(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf("\r\n\r\n"u8);
        var bare = bytes.IndexOf("\n\n"u8);
        return end >= 0 && (bare < 0 || end < bare) ? end + 4
            : bare >= 0 ? bare + 2
            : -1;
    }

    private static List<Range> Lines(ReadOnlySpan<byte> text)
    {
        var lines = new List<Range>();
        var start = 0;
        while (start < text.Length)
        {
            var length = text[start..].IndexOf((byte)'\n');
            var end = length < 0 ? text.Length : start + length;
            var next = end + 1;
            while (end > start && text[end - 1] == '\r')
            {
                end--;
            }

            if (end > start)
            {
                lines.Add(start..end);
            }

            start = next;
        }

        return lines;
    }

    private AnswerHead? With(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');
        if (colon <= 0)
        {
            return null;
        }

        var name = Encoding.Latin1.GetString(line[..colon]);
        var value = Encoding.Latin1.GetString(line[(colon + 1)..]).Trim();
        if (name.Equals("content-length", StringComparison.OrdinalIgnoreCase))
        {
            return long.TryParse(value, System.Globalization.NumberStyles.None, null, out var length)
                ? this with
                {
                    ContentLength = length,
                }
                : null;
        }

        if (name.Equals("transfer-encoding", StringComparison.OrdinalIgnoreCase))
        {
            return value.EndsWith("chunked", StringComparison.OrdinalIgnoreCase)
                ? this with
                {
                    IsChunked = true,
                }
                : null;
        }

        return name.Equals("connection", StringComparison.OrdinalIgnoreCase)
                ? this with
                {
                    KeepsAlive =
                        !value.Contains("close", StringComparison.OrdinalIgnoreCase)
                        && (KeepsAlive || value.Contains("keep-alive", StringComparison.OrdinalIgnoreCase)),
                }
            : name.Equals("content-type", StringComparison.OrdinalIgnoreCase) ? this with { ContentType = value }
            : name.Equals("content-encoding", StringComparison.OrdinalIgnoreCase)
                ? this with
                {
                    ContentEncoding = value,
                }
            : this;
    }
}
