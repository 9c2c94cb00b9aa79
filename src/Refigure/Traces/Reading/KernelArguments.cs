using System.Buffers.Text;

namespace Refigure.Traces.Reading;

/// <summary>What the arguments of an event say about where it ran and what launched it.</summary>
internal struct KernelArguments
{
    private const int All = 3;

    public long? Device;
    public long? Stream;
    public long? Correlation;

    /// <summary>Reads the arguments of an event as far as needed.</summary>
    public static KernelArguments Read(ReadOnlySpan<byte> arguments)
    {
        var found = new KernelArguments();
        var count = 0;
        var at = 1;
        while (count < All && at < arguments.Length)
        {
            at = JsonText.SkipSpace(arguments, at);
            if (at >= arguments.Length || arguments[at] != '"')
            {
                at++;
                continue;
            }

            var keyEnd = JsonText.EndOfString(arguments, at + 1);
            if (keyEnd < 0)
            {
                break;
            }

            var key = arguments[(at + 1)..keyEnd];
            at = JsonText.SkipSpace(arguments, keyEnd + 1);
            at = JsonText.SkipSpace(arguments, at + 1);
            var end = JsonText.EndOfValue(arguments, at);
            if (end < 0)
            {
                break;
            }

            count += found.Take(key, arguments[at..end]) ? 1 : 0;
            at = end;
        }

        return found;
    }

    /// <summary>A whole number, quoted or not; null if it is none.</summary>
    public static long? Number(ReadOnlySpan<byte> text)
    {
        text = JsonEvent.Bare(text);
        return Utf8Parser.TryParse(text, out long number, out var used) && used == text.Length ? number : null;
    }

    private bool Take(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        if (key.SequenceEqual("device"u8))
        {
            Device = Number(value);
            return true;
        }

        if (key.SequenceEqual("stream"u8))
        {
            Stream = Number(value);
            return true;
        }

        if (key.SequenceEqual("correlation"u8))
        {
            Correlation = Number(value);
            return true;
        }

        return false;
    }
}
