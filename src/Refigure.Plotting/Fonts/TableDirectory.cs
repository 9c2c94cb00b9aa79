using System.Buffers.Binary;
using System.Text;

namespace Refigure.Plotting.Fonts;

/// <summary>
/// The directory at the start of a TrueType file or of one face of a collection
/// (OpenType specification 1.9, "Organization of an OpenType Font").
/// </summary>
internal sealed class TableDirectory
{
    private const uint TrueType = 0x00010000;
    private const uint AppleTrueType = 0x74727565; // 'true'
    private const uint Collection = 0x74746366; // 'ttcf'
    private const uint PostScript = 0x4F54544F; // 'OTTO'
    private const int HeaderLength = 12;
    private const int RecordLength = 16;

    private readonly string _file;
    private readonly ReadOnlyMemory<byte> _data;
    private readonly FontTable _records;

    private TableDirectory(string file, ReadOnlyMemory<byte> data, FontTable records)
    {
        _file = file;
        _data = data;
        _records = records;
    }

    /// <summary>Reads the directory of a face.</summary>
    /// <param name="file">The file's name, for errors.</param>
    /// <param name="data">The whole file.</param>
    /// <param name="index">Which face of a collection; 0 in a plain file.</param>
    /// <exception cref="FontException">The file is not TrueType, or is cut.</exception>
    public static TableDirectory Read(string file, ReadOnlyMemory<byte> data, int index)
    {
        var whole = new FontTable(file, "header", data);
        var start = 0L;
        if (whole.U32(0) == Collection)
        {
            if (index < 0 || index >= whole.U32(8))
            {
                throw new FontException(file, $"it is a collection without a face number {index}");
            }

            start = whole.Slice(12 + (4L * index), 4).U32(0);
        }
        else if (index != 0)
        {
            throw new FontException(file, $"it holds one face, not one of number {index}");
        }

        var header = whole.Slice(start, HeaderLength);
        switch (header.U32(0))
        {
            case TrueType or AppleTrueType:
                break;
            case PostScript:
                throw new FontException(file, "it has PostScript outlines, and only TrueType outlines can be embedded");
            default:
                throw new FontException(file, "it is not a TrueType font");
        }

        var records = whole.Slice(start + HeaderLength, header.U16(4) * (long)RecordLength);
        return new TableDirectory(file, data, records);
    }

    /// <summary>The table of that tag, or null where the font has none.</summary>
    /// <exception cref="FontException">The table lies outside the file.</exception>
    public FontTable? Find(string tag) =>
        Place(tag) is var (offset, length) ? new FontTable(_file, tag, _data).Slice(offset, length) : null;

    /// <summary>The table of that tag.</summary>
    /// <exception cref="FontException">The font has none, or the table lies outside the file.</exception>
    public FontTable Require(string tag) => Find(tag) ?? throw new FontException(_file, $"it has no table '{tag}'");

    /// <summary>Where the table of that tag lies in the file, unchecked; null where the font has none.</summary>
    public (uint Offset, uint Length)? Place(string tag)
    {
        Span<byte> bytes = stackalloc byte[4];
        Encoding.ASCII.GetBytes(tag, bytes);
        var wanted = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        for (var at = 0; at < _records.Length; at += RecordLength)
        {
            if (_records.U32(at) == wanted)
            {
                return (_records.U32(at + 8), _records.U32(at + 12));
            }
        }

        return null;
    }
}
