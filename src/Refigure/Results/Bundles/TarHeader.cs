using System.Buffers.Binary;
using System.Text;

namespace Refigure.Results.Bundles;

/// <summary>
/// The blocks before the files of a tar archive (GNU tar manual, "Basic Tar Format"; POSIX ustar), as far as a bundle needs them:
/// regular files, with GNU's entry for names over 100 characters. No times, owners or modes but one: the same runs give the
/// same bytes.
/// </summary>
internal static class TarHeader
{
    /// <summary>Everything in an archive is a multiple of this.</summary>
    public const int Block = 512;

    /// <summary>A regular file.</summary>
    public const byte File = (byte)'0';

    /// <summary>The name of the next entry, which is too long for its own block.</summary>
    public const byte LongName = (byte)'L';

    private const int NameLength = 100;
    private const long LargestOctal = (1L << 33) - 1;

    /// <summary>The blocks before a file's bytes.</summary>
    public static byte[] Of(string name, long bytes)
    {
        var text = Encoding.ASCII.GetBytes(name);
        if (text.Length <= NameLength)
        {
            return Header(text, bytes, File);
        }

        byte[] ended = [.. text, 0];
        return
        [
            .. Header("././@LongLink"u8, ended.Length, LongName),
            .. ended,
            .. new byte[Padding(ended.Length)],
            .. Header(text.AsSpan(0, NameLength), bytes, File),
        ];
    }

    /// <summary>How many bytes follow so many to the next block.</summary>
    public static int Padding(long bytes) => (int)((Block - (bytes % Block)) % Block);

    /// <summary>The sum over a header, its own field taken as blanks.</summary>
    public static int Sum(ReadOnlySpan<byte> header)
    {
        var sum = 8 * ' ';
        for (var i = 0; i < Block; i++)
        {
            sum += i is >= 148 and < 156 ? 0 : header[i];
        }

        return sum;
    }

    /// <summary>A number, as octal digits or, where it is too large for them, in GNU's binary form; null if it is neither.</summary>
    public static long? Number(ReadOnlySpan<byte> field)
    {
        if (field[0] == 0x80)
        {
            var number = BinaryPrimitives.ReadInt64BigEndian(field[^8..]);
            return number >= 0 && !field[1..^8].ContainsAnyExcept((byte)0) ? number : null;
        }

        var digits = field.Trim("\0 "u8);
        var value = 0L;
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'7')
            {
                return null;
            }

            value = (value * 8) + (digit - '0');
        }

        return digits.IsEmpty ? null : value;
    }

    private static byte[] Header(ReadOnlySpan<byte> name, long bytes, byte type)
    {
        var block = new byte[Block];
        name.CopyTo(block);
        Octal(block.AsSpan(100, 8), 0b110_100_100); // rw-r--r--
        Octal(block.AsSpan(108, 8), 0);
        Octal(block.AsSpan(116, 8), 0);
        Size(block.AsSpan(124, 12), bytes);
        Octal(block.AsSpan(136, 12), 0);
        block[156] = type;
        "ustar  \0"u8.CopyTo(block.AsSpan(257));
        Octal(block.AsSpan(148, 7), Sum(block));
        block[155] = (byte)' ';
        return block;
    }

    private static void Size(Span<byte> field, long bytes)
    {
        if (bytes <= LargestOctal)
        {
            Octal(field, bytes);
        }
        else
        {
            field[0] = 0x80;
            BinaryPrimitives.WriteInt64BigEndian(field[^8..], bytes);
        }
    }

    private static void Octal(Span<byte> field, long value)
    {
        field[^1] = 0;
        for (var i = field.Length - 2; i >= 0; i--)
        {
            field[i] = (byte)('0' + (value & 7));
            value >>= 3;
        }
    }
}
