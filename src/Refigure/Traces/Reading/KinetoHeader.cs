namespace Refigure.Traces.Reading;

/// <summary>What a Kineto trace says beside its events.</summary>
internal static class KinetoHeader
{
    public static void Take(string key, ReadOnlySpan<byte> value, TraceBuilder trace)
    {
        if (key == "baseTimeNanoseconds")
        {
            trace.BaseTime = KernelArguments.Number(value);
        }
        else if (key == "distributedInfo" && value is [(byte)'{', ..])
        {
            trace.Rank = Small(Find(value, "rank"u8)) ?? trace.Rank;
            trace.WorldSize = Small(Find(value, "world_size"u8));
        }
    }

    private static int? Small(ReadOnlySpan<byte> value) =>
        KernelArguments.Number(value) is { } number and >= 0 and <= int.MaxValue ? (int)number : null;

    private static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> text, ReadOnlySpan<byte> wanted)
    {
        for (var at = 1; at < text.Length; )
        {
            at = JsonText.SkipSpace(text, at);
            if (at >= text.Length || text[at] != '"')
            {
                at++;
                continue;
            }

            var keyEnd = JsonText.EndOfString(text, at + 1);
            if (keyEnd < 0)
            {
                break;
            }

            var isWanted = text[(at + 1)..keyEnd].SequenceEqual(wanted);
            at = JsonText.SkipSpace(text, keyEnd + 1);
            at = JsonText.SkipSpace(text, at + 1);
            var end = JsonText.EndOfValue(text, at);
            if (end < 0)
            {
                break;
            }

            if (isWanted)
            {
                return text[at..end];
            }

            at = end;
        }

        return default;
    }
}
