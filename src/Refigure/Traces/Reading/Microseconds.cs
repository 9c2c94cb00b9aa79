namespace Refigure.Traces.Reading;

/// <summary>
/// Times as they are written, in microseconds with a fraction, as whole nanoseconds. A double would not do: at 4.45e12 µs it is
/// only 1 ns fine, and sums of differences would be off.
/// </summary>
internal static class Microseconds
{
    private const long Largest = long.MaxValue / 4;

    /// <summary>Reads one; digits below a nanosecond are rounded.</summary>
    /// <returns>False if it is no number, or out of reach.</returns>
    public static bool TryReadNanoseconds(ReadOnlySpan<byte> text, out long nanoseconds) =>
        TryRead(text, 3, out nanoseconds);

    /// <summary>Reads a decimal number, times ten to a power.</summary>
    /// <returns>False if it is no number, or out of reach.</returns>
    public static bool TryRead(ReadOnlySpan<byte> text, int power, out long scaled)
    {
        scaled = 0;
        var negative = text is [(byte)'-', ..];
        if (negative)
        {
            text = text[1..];
        }

        if (text is [(byte)'"', .. var inner, (byte)'"'])
        {
            text = inner;
        }

        var value = 0L;
        var digits = 0;
        var fraction = -1;
        var rounded = false;
        for (var i = 0; i < text.Length; i++)
        {
            var digit = text[i] - '0';
            if ((uint)digit <= 9)
            {
                digits++;
                if (fraction >= power)
                {
                    rounded |= fraction == power && digit >= 5;
                    fraction++;
                    continue;
                }

                if (value > Largest / 10)
                {
                    return false;
                }

                value = (value * 10) + digit;
                fraction += fraction >= 0 ? 1 : 0;
            }
            else if (text[i] == '.' && fraction < 0)
            {
                fraction = 0;
            }
            else
            {
                return digits > 0 && (text[i] | 0x20) == 'e' && TryReadExponent(text, negative, power, out scaled);
            }
        }

        for (var i = Math.Max(fraction, 0); i < power; i++)
        {
            if (value > Largest / 10)
            {
                return false;
            }

            value *= 10;
        }

        value += rounded ? 1 : 0;
        scaled = negative ? -value : value;
        return digits > 0;
    }

    // Written with an exponent by other tools than PyTorch.
    private static bool TryReadExponent(ReadOnlySpan<byte> text, bool negative, int power, out long scaled)
    {
        scaled = 0;
        if (
            !decimal.TryParse(
                text,
                System.Globalization.NumberStyles.Float,
                System.Globalization.CultureInfo.InvariantCulture,
                out var value
            )
            || value > Largest
        )
        {
            return false;
        }

        for (var i = 0; i < power; i++)
        {
            value *= 10;
            if (value > Largest)
            {
                return false;
            }
        }

        scaled = (long)Math.Round(negative ? -value : value);
        return true;
    }
}
