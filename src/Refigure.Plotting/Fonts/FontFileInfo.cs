namespace Refigure.Plotting.Fonts;

/// <summary>What the head of a font file says, read without the rest of it.</summary>
/// <param name="Path">The file.</param>
/// <param name="Names">What the font calls itself.</param>
/// <param name="Weight">Weight class, 400 for regular and 700 for bold.</param>
/// <param name="Width">Width class, 5 for normal.</param>
/// <param name="Slanted">Italic or oblique.</param>
internal sealed record FontFileInfo(string Path, NameTable Names, int Weight, int Width, bool Slanted)
{
    private const int LongestHead = 4096;
    private const int LongestTable = 1 << 20;

    /// <summary>How far the face is from the plain one of its family; 0 is the plain one.</summary>
    public int DistanceFrom(int weight) =>
        Math.Abs(Weight - weight) + (100 * Math.Abs(Width - 5)) + (Slanted ? 2000 : 0);

    /// <summary>Reads names and style of the file's first face; null where it is no TrueType font that can be read.</summary>
    public static FontFileInfo? TryRead(string path)
    {
        try
        {
            using var file = File.OpenHandle(path);
            var head = Bytes(file, 0, LongestHead);
            var directory = TableDirectory.Read(path, head, index: 0);
            if (directory.Place("name") is not var (offset, length) || length > LongestTable)
            {
                return null;
            }

            var names = NameTable.Read(new FontTable(path, "name", Bytes(file, offset, (int)length)));
            var (weight, width, slanted) = (400, 5, false);
            if (directory.Place("OS/2") is var (styleOffset, styleLength) && styleLength >= 64)
            {
                var style = new FontTable(path, "OS/2", Bytes(file, styleOffset, 64));
                (weight, width, slanted) = (style.U16(4), style.U16(6), (style.U16(62) & 0x201) != 0);
            }

            return new FontFileInfo(path, names, weight, width, slanted);
        }
        catch (Exception e) when (e is FontException or IOException or UnauthorizedAccessException)
        {
            // A search looks at files that are none of its business: one that cannot be read is not the one wanted.
            return null;
        }
    }

    private static byte[] Bytes(Microsoft.Win32.SafeHandles.SafeFileHandle file, long offset, int length)
    {
        var bytes = new byte[length];
        var read = RandomAccess.Read(file, bytes, offset);
        return read == length ? bytes : bytes[..read];
    }
}
