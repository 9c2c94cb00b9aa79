using System.Buffers.Binary;
using System.Text;

namespace Refigure.Plotting.Tests.Fonts;

/// <summary>The bytes of DejaVu Sans, to be damaged and copied.</summary>
internal static class FontFiles
{
    public static byte[] Regular() => File.ReadAllBytes(MachineFonts.Required.Regular.Source);

    /// <summary>Where a table begins in a TrueType file.</summary>
    public static int TableAt(byte[] file, string tag) => Entry(file, tag, 8);

    public static int TableLength(byte[] file, string tag) => Entry(file, tag, 12);

    public static uint TableChecksum(byte[] file, string tag) => (uint)Entry(file, tag, 4);

    public static IEnumerable<string> Tags(byte[] file)
    {
        var count = BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(4));
        return Enumerable.Range(0, count).Select(i => Encoding.ASCII.GetString(file, 12 + (16 * i), 4));
    }

    private static int Entry(byte[] file, string tag, int field)
    {
        var index = Tags(file).ToList().IndexOf(tag);
        index.ShouldBeGreaterThanOrEqualTo(0, $"no table {tag}");
        return BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(12 + (16 * index) + field));
    }
}
