using System.Buffers.Binary;

namespace Refigure.Plotting.Fonts;

/// <summary>
/// One table of a font file, big-endian. Fonts are untrusted input: each read is checked against the table's
/// length, and a read past it names the file and the table.
/// </summary>
internal readonly struct FontTable(string file, string tag, ReadOnlyMemory<byte> bytes)
{
    private readonly ReadOnlyMemory<byte> _bytes = bytes;

    public int Length => _bytes.Length;

    public byte U8(int at) => Span(at, 1)[0];

    public ushort U16(int at) => BinaryPrimitives.ReadUInt16BigEndian(Span(at, 2));

    public short I16(int at) => BinaryPrimitives.ReadInt16BigEndian(Span(at, 2));

    public uint U32(int at) => BinaryPrimitives.ReadUInt32BigEndian(Span(at, 4));

    /// <summary>The bytes from <paramref name="at"/> on.</summary>
    /// <exception cref="FontException">They are not all in the table.</exception>
    public ReadOnlySpan<byte> Span(int at, int length)
    {
        if (at < 0 || length < 0 || at > Length - length)
        {
            throw Damaged("ends too early");
        }

        return _bytes.Span.Slice(at, length);
    }

    /// <summary>A part of the table, as a table of its own.</summary>
    /// <exception cref="FontException">It is not all in the table.</exception>
    public FontTable Slice(long at, long length)
    {
        if (at < 0 || length < 0 || at > Length - length)
        {
            throw Damaged("ends too early");
        }

        return new FontTable(file, tag, _bytes.Slice((int)at, (int)length));
    }

    /// <summary>An error that names the file and this table.</summary>
    public FontException Damaged(string how) => new(file, $"its table '{tag}' {how}");
}
