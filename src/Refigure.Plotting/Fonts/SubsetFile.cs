using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using Refigure.Plotting.Rendering;

namespace Refigure.Plotting.Fonts;

/// <summary>Puts tables together to a TrueType file with its directory and checksums; tables come in order of their tags.</summary>
internal sealed class SubsetFile(FontFace face, int glyphCount)
{
    private const int HeadLength = 54;
    private const int AdjustmentAt = 8;
    private const uint WholeFileSum = 0xB1B0AFBA; // OpenType specification 1.9, "head", checksumAdjustment

    private readonly List<string> _tags = [];
    private readonly List<ByteBuffer> _contents = [];

    public void Add(string tag, ByteBuffer content)
    {
        _tags.Add(tag);
        _contents.Add(content);
    }

    /// <summary>Adds tables head and hhea, corrected for what was cut.</summary>
    public void AddHeader()
    {
        var head = Copy("head", HeadLength);
        head.SetU32(AdjustmentAt, 0);
        head.SetU16(50, 1); // long offsets in loca
        Add("head", head);

        var hhea = Copy("hhea", 36);
        hhea.SetU16(34, glyphCount);
        Add("hhea", hhea);
    }

    /// <summary>Adds table maxp, corrected for what was cut: fewer glyphs and no programs.</summary>
    public void AddProfile()
    {
        var maxp = Copy("maxp", 32);
        maxp.SetU16(4, glyphCount);
        maxp.SetU16(14, 1); // maxZones
        for (var at = 16; at <= 26; at += 2)
        {
            maxp.SetU16(at, 0); // twilight points, storage, functions, instruction definitions, stack, instructions
        }

        Add("maxp", maxp);
    }

    public byte[] ToArray()
    {
        var file = new ByteBuffer(32768);
        var searched = BitOperations.Log2((uint)_tags.Count);
        file.AddU32(0x00010000).AddU16(_tags.Count);
        file.AddU16(16 << searched).AddU16(searched).AddU16((16 * _tags.Count) - (16 << searched));

        var offset = 12 + (16 * _tags.Count);
        var headAt = 0;
        for (var i = 0; i < _tags.Count; i++)
        {
            var (tag, content) = (_tags[i], _contents[i]);
            if (string.Equals(tag, "head", StringComparison.Ordinal))
            {
                headAt = offset;
            }

            var length = content.Length;
            content.Pad();
            file.Add(Encoding.ASCII.GetBytes(tag)).AddU32(Checksum(content.Written));
            file.AddU32((uint)offset).AddU32((uint)length);
            offset += content.Length;
        }

        foreach (var content in _contents)
        {
            file.Add(content.Written);
        }

        file.SetU32(headAt + AdjustmentAt, unchecked(WholeFileSum - Checksum(file.Written)));
        return file.ToArray();
    }

    /// <summary>The sum of the bytes as big-endian 32-bit numbers; their count is a multiple of four.</summary>
    internal static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var sum = 0u;
        for (; bytes.Length >= 4; bytes = bytes[4..])
        {
            sum = unchecked(sum + BinaryPrimitives.ReadUInt32BigEndian(bytes));
        }

        return sum;
    }

    private ByteBuffer Copy(string tag, int length) =>
        new ByteBuffer(64).Add(face.Directory.Require(tag).Span(0, length));
}
