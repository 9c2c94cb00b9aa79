using System.Text;

namespace Refigure.Plotting.Fonts;

/// <summary>What a font calls itself (OpenType specification 1.9, "name").</summary>
/// <param name="Family">Name 1, the family of at most four styles; empty if absent.</param>
/// <param name="Style">Name 2, the style within it.</param>
/// <param name="TypographicFamily">Name 16, the family with all its weights and widths; else name 1.</param>
/// <param name="PostScriptName">Name 6.</param>
internal sealed record NameTable(string Family, string Style, string TypographicFamily, string PostScriptName)
{
    private const int Windows = 3;
    private const int Macintosh = 1;

    public static NameTable Read(FontTable table)
    {
        var family = Find(table, 1);
        var typographic = Find(table, 16);
        return new NameTable(family, Find(table, 2), typographic.Length > 0 ? typographic : family, Find(table, 6));
    }

    /// <summary>English of Windows, else of the Macintosh, else whatever comes first.</summary>
    private static string Find(FontTable table, int id)
    {
        var (count, strings) = (table.U16(2), table.U16(4));
        var (best, rank) = (string.Empty, 0);
        for (var i = 0; i < count; i++)
        {
            var record = table.Slice(6 + (12L * i), 12);
            if (record.U16(6) != id)
            {
                continue;
            }

            var (platform, language) = (record.U16(0), record.U16(4));
            var recordRank = (platform, language) switch
            {
                (Windows, 0x409) => 4,
                (Macintosh, 0) => 3,
                (Windows or 0, _) => 2,
                _ => 1,
            };
            if (recordRank <= rank)
            {
                continue;
            }

            var bytes = table.Span(strings + record.U16(10), record.U16(8));
            best =
                platform == Macintosh ? Encoding.Latin1.GetString(bytes) : Encoding.BigEndianUnicode.GetString(bytes);
            rank = recordRank;
        }

        return best;
    }
}
