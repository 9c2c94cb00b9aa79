using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text;

namespace Refigure.Plotting.Rendering;

/// <summary>
/// A growing run of bytes, with the few ways of writing that the formats need. Numbers go in digit by digit: a heat map
/// holds tens of thousands, and a string for each would cost more than the drawing.
/// </summary>
internal sealed class ByteBuffer(int capacity = 4096)
{
    private const double Largest = 1e12;

    private byte[] _bytes = new byte[capacity];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public byte[] ToArray() => Written.ToArray();

    public ByteBuffer Add(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        Length += bytes.Length;
        return this;
    }

    public ByteBuffer Add(byte value)
    {
        Reserve(1)[0] = value;
        Length++;
        return this;
    }

    /// <summary>Adds the text in UTF-8.</summary>
    public ByteBuffer AddText(ReadOnlySpan<char> text)
    {
        Length += Encoding.UTF8.GetBytes(text, Reserve(Encoding.UTF8.GetMaxByteCount(text.Length)));
        return this;
    }

    public ByteBuffer AddInteger(long value)
    {
        Utf8Formatter.TryFormat(value, Reserve(20), out var written);
        Length += written;
        return this;
    }

    /// <summary>Adds a decimal number without exponent or trailing zeros, rounded half away from zero.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a number, or too large for a page.</exception>
    public ByteBuffer AddNumber(double value, int decimals) => AddScaled(Scale(value, decimals), decimals);

    /// <summary>Adds <paramref name="scaled"/> / 10^<paramref name="decimals"/> without trailing zeros.</summary>
    public ByteBuffer AddScaled(long scaled, int decimals)
    {
        if (scaled < 0)
        {
            Add((byte)'-');
            scaled = -scaled;
        }

        var unit = Power(decimals);
        var (whole, rest) = Math.DivRem(scaled, unit);
        AddInteger(whole);
        if (rest == 0)
        {
            return this;
        }

        Add((byte)'.');
        while (rest != 0)
        {
            unit /= 10;
            var (digit, below) = Math.DivRem(rest, unit);
            Add((byte)('0' + digit));
            rest = below;
        }

        return this;
    }

    /// <summary>Adds four upper-case hexadecimal digits.</summary>
    public ByteBuffer AddHex(ushort value)
    {
        var digits = "0123456789ABCDEF"u8;
        var target = Reserve(4);
        target[0] = digits[value >> 12];
        target[1] = digits[(value >> 8) & 15];
        target[2] = digits[(value >> 4) & 15];
        target[3] = digits[value & 15];
        Length += 4;
        return this;
    }

    /// <summary>Adds two bytes, high one first; only the low 16 bits of the value count.</summary>
    public ByteBuffer AddU16(int value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(Reserve(2), (ushort)value);
        Length += 2;
        return this;
    }

    /// <summary>Adds four bytes, high one first.</summary>
    public ByteBuffer AddU32(uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(Reserve(4), value);
        Length += 4;
        return this;
    }

    /// <summary>Adds zeros until the length is a multiple of four.</summary>
    public ByteBuffer Pad()
    {
        while (Length % 4 != 0)
        {
            Add(0);
        }

        return this;
    }

    public void SetU16(int at, int value) => BinaryPrimitives.WriteUInt16BigEndian(_bytes.AsSpan(at, 2), (ushort)value);

    public void SetU32(int at, uint value) => BinaryPrimitives.WriteUInt32BigEndian(_bytes.AsSpan(at, 4), value);

    /// <summary>The value times 10^<paramref name="decimals"/> as a whole number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a number, or too large for a page.</exception>
    public static long Scale(double value, int decimals)
    {
        if (!(Math.Abs(value) < Largest))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "A drawing holds finite numbers below 1e12.");
        }

        return (long)Math.Round(value * Power(decimals), MidpointRounding.AwayFromZero);
    }

    private static long Power(int decimals) =>
        decimals switch
        {
            0 => 1,
            1 => 10,
            2 => 100,
            3 => 1_000,
            4 => 10_000,
            _ => throw new ArgumentOutOfRangeException(nameof(decimals), decimals, "0 to 4 decimals are written."),
        };

    private Span<byte> Reserve(int count)
    {
        if (_bytes.Length - Length < count)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + count));
        }

        return _bytes.AsSpan(Length);
    }
}
