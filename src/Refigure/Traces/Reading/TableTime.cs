namespace Refigure.Traces.Reading;

/// <summary>Times in tables of Nsight Systems: plain numbers whose unit the header has, or with their unit, as the desktop client copies them.</summary>
internal static class TableTime
{
    private const int LongestNumber = 40;

    /// <summary>What power of ten makes nanoseconds of a header's unit, such as <c>Start (ns)</c>; null if it names none.</summary>
    public static int? PowerOfHeader(string header)
    {
        var open = header.LastIndexOf('(');
        return open >= 0 && header.EndsWith(')')
            ? Power(System.Text.Encoding.UTF8.GetBytes(header[(open + 1)..^1]))
            : null;
    }

    /// <summary>Reads a time in picoseconds: means have a fraction of a nanosecond.</summary>
    /// <param name="text">The field.</param>
    /// <param name="headerPower">From the header; null if the field has its unit.</param>
    /// <param name="picoseconds">The time.</param>
    public static bool TryRead(ReadOnlySpan<byte> text, int? headerPower, out long picoseconds)
    {
        text = text.Trim((byte)' ');
        picoseconds = 0;
        var length = text.LastIndexOfAnyInRange((byte)'0', (byte)'9') + 1;
        var unit = text[length..].Trim((byte)' ');
        var power = unit.IsEmpty ? headerPower : Power(unit);
        if (power is null || length is 0 or > LongestNumber)
        {
            return false;
        }

        Span<byte> plain = stackalloc byte[LongestNumber];
        var count = 0;
        var isDecimalComma =
            !unit.IsEmpty && !text[..length].Contains((byte)'.') && text[..length].Count((byte)',') == 1;
        foreach (var b in text[..length])
        {
            if (b != ',')
            {
                plain[count++] = b;
            }
            else if (isDecimalComma)
            {
                plain[count++] = (byte)'.';
            }
        }

        return Microseconds.TryRead(plain[..count], power.Value + 3, out picoseconds);
    }

    /// <summary>A whole number, thousands separated or not; null if it is none.</summary>
    public static long? Count(ReadOnlySpan<byte> text) => TryRead(text, -3, out var count) ? count : null;

    private static int? Power(ReadOnlySpan<byte> unit) =>
        unit.SequenceEqual("ns"u8) ? 0
        : unit.SequenceEqual("us"u8) || unit.SequenceEqual("μs"u8) || unit.SequenceEqual("µs"u8) ? 3
        : unit.SequenceEqual("ms"u8) ? 6
        : unit.SequenceEqual("s"u8) ? 9
        : null;
}
