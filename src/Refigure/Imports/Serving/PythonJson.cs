using System.Text.Json;

namespace Refigure.Imports.Serving;

/// <summary>Reads JSON as Python writes it: with <c>NaN</c> and <c>Infinity</c>, which become null, for they say "no number".</summary>
internal static class PythonJson
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 128 };

    /// <summary>Reads one value.</summary>
    /// <param name="text">The text.</param>
    /// <param name="file">The file, for the message.</param>
    /// <param name="line">The line of the file that the text is, 1-based; null if it is all of it.</param>
    /// <exception cref="UserErrorException">It is cut off, or no JSON.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> text, string file, int? line = null)
    {
        if (text.Span.StartsWith("\uFEFF"u8))
        {
            text = text[3..];
        }

        try
        {
            return JsonDocument.Parse(WithoutNaN(text), Options);
        }
        catch (JsonException e)
        {
            var at = line ?? (e.LineNumber ?? 0) + 1;
            throw new UserErrorException(
                $"{file}, line {at}, byte {(e.BytePositionInLine ?? 0) + 1}: the JSON is cut off or damaged there: copy the file anew, or leave it out.",
                e
            );
        }
    }

    // A word where a value stands: after a colon, a comma or a bracket, outside of texts.
    private static ReadOnlyMemory<byte> WithoutNaN(ReadOnlyMemory<byte> text)
    {
        var span = text.Span;
        if (span.IndexOf("NaN"u8) < 0 && span.IndexOf("Infinity"u8) < 0)
        {
            return text;
        }

        var clean = new byte[span.Length + (span.Length / 3) + 1];
        var length = 0;
        var inText = false;
        for (var i = 0; i < span.Length; i++)
        {
            var word = inText ? 0 : WordLength(span[i..]);
            if (word > 0)
            {
                "null"u8.CopyTo(clean.AsSpan(length));
                length += 4;
                i += word - 1;
                continue;
            }

            if (span[i] == '"')
            {
                inText = !inText;
            }
            else if (inText && span[i] == '\\' && i + 1 < span.Length)
            {
                clean[length++] = span[i++];
            }

            clean[length++] = span[i];
        }

        return clean.AsMemory(0, length);
    }

    private static int WordLength(ReadOnlySpan<byte> rest) =>
        rest.StartsWith("NaN"u8) ? 3
        : rest.StartsWith("Infinity"u8) ? 8
        : rest.StartsWith("-Infinity"u8) ? 9
        : 0;
}
