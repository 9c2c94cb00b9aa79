using System.Buffers.Text;

namespace Refigure.Logs.Tables;

/// <summary>Reads the number of a line, or says that there is none: a sign, NaN, a missing unit or an absurd size is none.</summary>
internal sealed class NumberReader(ReadAs read)
{
    // No startup lasts ten days; no cache has this many tokens, and seconds since 1970 stay below it too.
    private const double AbsurdSeconds = 1e6;
    private const double Absurd = 1e12;
    private const int LongestNumber = 32;
    private const int LookAhead = 1024;

    private readonly byte[] _after = System.Text.Encoding.UTF8.GetBytes(read.After);
    private readonly byte[] _unit = System.Text.Encoding.UTF8.GetBytes(read.Unit);

    private readonly double _limit = read.Unit.StartsWith(" s", StringComparison.Ordinal) ? AbsurdSeconds : Absurd;

    /// <summary>How the number is read.</summary>
    public ReadAs Read => read;

    /// <summary>Reads from what follows the row's text.</summary>
    public PrintedNumber? TryRead(ReadOnlySpan<byte> text)
    {
        if (_after.Length > 0)
        {
            var at = text[..Math.Min(text.Length, LookAhead)].IndexOf(_after);
            if (at < 0)
            {
                return null;
            }

            text = text[(at + _after.Length)..];
        }

        if (text.IsEmpty || !char.IsAsciiDigit((char)text[0]))
        {
            return null;
        }

        var isCommaUnit = _unit is [(byte)','];
        var length = 0;
        while (length < text.Length && IsNumberByte(text[length]) && !(isCommaUnit && text[length] == ','))
        {
            length++;
        }

        return length is > 0 and <= LongestNumber && HasUnit(text[length..]) ? Parse(text[..length]) : null;
    }

    private static bool IsNumberByte(byte b) =>
        b
            is (>= (byte)'0' and <= (byte)'9')
                or (byte)'.'
                or (byte)','
                or (byte)'e'
                or (byte)'E'
                or (byte)'-'
                or (byte)'+';

    private bool HasUnit(ReadOnlySpan<byte> rest) =>
        rest.StartsWith(_unit)
        && (
            rest.Length == _unit.Length
            || _unit.Length == 0
            || !char.IsAsciiLetter((char)rest[_unit.Length])
            // " s" must not be the beginning of " seconds".
            || !char.IsAsciiLetter((char)_unit[^1])
        );

    private PrintedNumber? Parse(ReadOnlySpan<byte> number)
    {
        Span<byte> digits = stackalloc byte[LongestNumber];
        var count = 0;
        foreach (var b in number)
        {
            if (b != ',')
            {
                digits[count++] = b;
            }
        }

        digits = digits[..count];
        return
            Utf8Parser.TryParse(digits, out double value, out var used)
            && used == count
            && value >= 0
            && value < _limit
            && Grouped(number)
            ? new PrintedNumber(value, !digits.ContainsAny(".eE"u8))
            : null;
    }

    /// <summary>Whether each comma has three digits after it, as a thousands separator has.</summary>
    private static bool Grouped(ReadOnlySpan<byte> number)
    {
        int comma;
        while ((comma = number.IndexOf((byte)',')) >= 0)
        {
            number = number[(comma + 1)..];
            if (number.Length < 3 || number[..3].ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            {
                return false;
            }
        }

        return true;
    }
}
