using System.Globalization;
using System.Text;

namespace Refigure.Traces.Reading;

/// <summary>
/// Looks at JSON as bytes, without judging it: control characters in strings and broken UTF-8 are passed over, which traces
/// have and strict parsers refuse. Positions are into the window; <see cref="More"/> says that it ends too early.
/// </summary>
internal static class JsonText
{
    /// <summary>The window ends before the value does.</summary>
    public const int More = -1;

    /// <summary>This is no JSON.</summary>
    public const int Damaged = -2;

    /// <summary>The position of the first byte from a position on that is no white space; the window's length if there is none.</summary>
    public static int SkipSpace(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length && text[at] <= ' ')
        {
            at++;
        }

        return at;
    }

    /// <summary>The position of the quote that ends a string, of which a position is the first byte.</summary>
    public static int EndOfString(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length)
        {
            var found = text[at..].IndexOfAny((byte)'"', (byte)'\\');
            if (found < 0)
            {
                return More;
            }

            at += found;
            if (text[at] == '"')
            {
                return at;
            }

            at += 2;
        }

        return More;
    }

    /// <summary>The position behind a value, of which a position is the first byte.</summary>
    public static int EndOfValue(ReadOnlySpan<byte> text, int at)
    {
        if (at >= text.Length)
        {
            return More;
        }

        switch (text[at])
        {
            case (byte)'"':
                var end = EndOfString(text, at + 1);
                return end < 0 ? end : end + 1;
            case (byte)'{':
                return EndOfNested(text, at + 1, (byte)'{', (byte)'}');
            case (byte)'[':
                return EndOfNested(text, at + 1, (byte)'[', (byte)']');
            default:
                var length = text[at..].IndexOfAny(Delimiters);
                return length < 0 ? More
                    : length == 0 ? Damaged
                    : at + length;
        }
    }

    /// <summary>What a string says; what is damaged in it becomes U+FFFD.</summary>
    public static string Unescape(ReadOnlySpan<byte> raw)
    {
        var text = Encoding.UTF8.GetString(raw);
        if (!text.Contains('\\', StringComparison.Ordinal))
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 == text.Length)
            {
                _ = plain.Append(text[i]);
                continue;
            }

            var escaped = text[++i];
            if (
                escaped == 'u'
                && i + 4 < text.Length
                && ushort.TryParse(
                    text.AsSpan(i + 1, 4),
                    NumberStyles.AllowHexSpecifier,
                    CultureInfo.InvariantCulture,
                    out var unit
                )
            )
            {
                _ = plain.Append((char)unit);
                i += 4;
                continue;
            }

            _ = plain.Append(
                escaped switch
                {
                    'n' => '\n',
                    't' => '\t',
                    'r' => '\r',
                    'b' => '\b',
                    'f' => '\f',
                    _ => escaped,
                }
            );
        }

        return plain.ToString();
    }

    private static readonly System.Buffers.SearchValues<byte> Delimiters = System.Buffers.SearchValues.Create(
        ",}] \n\r\t:"u8
    );

    // Only the brackets of this kind are counted: those of the other kind nest within.
    private static int EndOfNested(ReadOnlySpan<byte> text, int at, byte open, byte close)
    {
        for (var depth = 1; ; )
        {
            if (at >= text.Length)
            {
                return More;
            }

            var found = text[at..].IndexOfAny((byte)'"', open, close);
            if (found < 0)
            {
                return More;
            }

            at += found;
            if (text[at] == '"')
            {
                at = EndOfString(text, at + 1);
                if (at < 0)
                {
                    return at;
                }
            }
            else if (text[at] == open)
            {
                depth++;
            }
            else if (--depth == 0)
            {
                return at + 1;
            }

            at++;
        }
    }
}
