namespace Refigure.Traces.Reading;

/// <summary>Where the fields of one event of a trace lie in a window of text; strings without their quotes.</summary>
internal ref struct JsonEvent
{
    public ReadOnlySpan<byte> Phase;
    public ReadOnlySpan<byte> Category;
    public ReadOnlySpan<byte> Name;
    public ReadOnlySpan<byte> Start;
    public ReadOnlySpan<byte> Duration;
    public ReadOnlySpan<byte> Process;
    public ReadOnlySpan<byte> Thread;
    public ReadOnlySpan<byte> Arguments;

    /// <summary>Reads the event that begins at a position, which is that of its opening brace.</summary>
    /// <returns>The position behind it, or <see cref="JsonText.More"/> or <see cref="JsonText.Damaged"/>.</returns>
    public static int Read(ReadOnlySpan<byte> text, int at, out JsonEvent found)
    {
        found = default;
        at++;
        while (true)
        {
            at = JsonText.SkipSpace(text, at);
            if (at >= text.Length)
            {
                return JsonText.More;
            }

            if (text[at] == '}')
            {
                return at + 1;
            }

            if (text[at] == ',')
            {
                at++;
                continue;
            }

            if (text[at] != '"')
            {
                return JsonText.Damaged;
            }

            var keyEnd = JsonText.EndOfString(text, at + 1);
            if (keyEnd < 0)
            {
                return keyEnd;
            }

            var key = text[(at + 1)..keyEnd];
            at = JsonText.SkipSpace(text, keyEnd + 1);
            if (at >= text.Length)
            {
                return JsonText.More;
            }

            if (text[at] != ':')
            {
                return JsonText.Damaged;
            }

            at = JsonText.SkipSpace(text, at + 1);
            var end = JsonText.EndOfValue(text, at);
            if (end < 0)
            {
                return end;
            }

            found.Take(key, text[at..end]);
            at = end;
        }
    }

    /// <summary>A string's text without its quotes; anything else as it is.</summary>
    public static ReadOnlySpan<byte> Bare(ReadOnlySpan<byte> value) =>
        value is [(byte)'"', .. var inner, (byte)'"'] ? inner : value;

    private void Take(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        switch (key)
        {
            case [(byte)'p', (byte)'h']:
                Phase = Bare(value);
                break;
            case [(byte)'t', (byte)'s']:
                Start = value;
                break;
            case [(byte)'c', (byte)'a', (byte)'t']:
                Category = Bare(value);
                break;
            case [(byte)'d', (byte)'u', (byte)'r']:
                Duration = value;
                break;
            case [(byte)'p', (byte)'i', (byte)'d']:
                Process = Bare(value);
                break;
            case [(byte)'t', (byte)'i', (byte)'d']:
                Thread = Bare(value);
                break;
            case [(byte)'n', (byte)'a', (byte)'m', (byte)'e']:
                Name = Bare(value);
                break;
            case [(byte)'a', (byte)'r', (byte)'g', (byte)'s']:
                Arguments = value;
                break;
            default:
                break;
        }
    }
}
