using System.Text;
using Refigure.Plotting.Rendering;

namespace Refigure.Plotting.Fonts;

/// <summary>The tables that a web font needs beside its outlines, written new and as small as they can be.</summary>
internal static class SubsetTables
{
    private const int FirstPlaneEnd = 0xFFFF;
    private const ushort English = 0x409;

    /// <summary>Table cmap: format 4 for the first plane, and format 12 where there are characters outside it.</summary>
    public static ByteBuffer CharacterMap(UsedCharacters used)
    {
        var runs = Runs(used);
        var firstPlane = runs.FindAll(run => run.Start < FirstPlaneEnd);
        var format4 = Format4(firstPlane);
        var all = runs.Count > firstPlane.Count;
        var cmap = new ByteBuffer(512);
        cmap.AddU16(0).AddU16(all ? 2 : 1);
        var offset = all ? 20 : 12;
        cmap.AddU16(3).AddU16(1).AddU32((uint)offset);
        if (!all)
        {
            return cmap.Add(format4.Written);
        }

        cmap.AddU16(3).AddU16(10).AddU32((uint)(offset + format4.Length)).Add(format4.Written);
        cmap.AddU16(12).AddU16(0).AddU32((uint)(16 + (12 * runs.Count))).AddU32(0).AddU32((uint)runs.Count);
        foreach (var run in runs)
        {
            cmap.AddU32((uint)run.Start).AddU32((uint)run.End).AddU32((uint)run.Glyph);
        }

        return cmap;
    }

    /// <summary>Table OS/2, version 4.</summary>
    public static ByteBuffer Style(FontFace face, UsedCharacters used)
    {
        var metrics = face.Metrics;
        var codePoints = used.CodePoints;
        var first = codePoints.IsEmpty ? 0 : codePoints[0];
        var last = codePoints.IsEmpty ? 0 : codePoints[^1];
        var os2 = new ByteBuffer(96);
        os2.AddU16(4).AddU16(metrics.UnitsPerEm / 2).AddU16(metrics.Weight).AddU16(5).AddU16(metrics.Embedding);
        Zeros(os2, 2 * 11); // sub- and superscripts, strikeout, family class
        Zeros(os2, 10 + 16); // panose, ranges
        os2.Add("    "u8).AddU16(metrics.Weight >= 600 ? 0x20 : 0x40);
        os2.AddU16(Math.Min(first, FirstPlaneEnd)).AddU16(Math.Min(last, FirstPlaneEnd));
        os2.AddU16(metrics.Ascent).AddU16(-metrics.Descent).AddU16(0);
        os2.AddU16(Math.Max(0, metrics.BoxTop)).AddU16(Math.Max(0, -metrics.BoxBottom));
        Zeros(os2, 8); // code pages
        os2.AddU16(metrics.CapHeight * 3 / 4).AddU16(metrics.CapHeight);
        os2.AddU16(0).AddU16(' ').AddU16(1);
        return os2;
    }

    /// <summary>Table name: family, style, full name and PostScript name in English.</summary>
    public static ByteBuffer Names(FontFace face)
    {
        var style = face.Metrics.Weight >= 600 ? "Bold" : "Regular";
        int[] ids = [1, 2, 4, 6];
        string[] texts = [face.FamilyName, style, $"{face.FamilyName} {style}", face.PostScriptName];
        var (table, strings) = (new ByteBuffer(256), new ByteBuffer(256));
        table.AddU16(0).AddU16(ids.Length).AddU16(6 + (12 * ids.Length));
        for (var i = 0; i < ids.Length; i++)
        {
            var bytes = Encoding.BigEndianUnicode.GetBytes(texts[i]);
            table.AddU16(3).AddU16(1).AddU16(English).AddU16(ids[i]).AddU16(bytes.Length).AddU16(strings.Length);
            strings.Add(bytes);
        }

        return table.Add(strings.Written);
    }

    /// <summary>Table post, version 3: without names of glyphs.</summary>
    public static ByteBuffer PostScript(FontFace face)
    {
        var post = new ByteBuffer(32);
        post.AddU32(0x00030000).AddU32((uint)(int)(face.Metrics.ItalicAngle * 65536));
        post.AddU16(-face.UnitsPerEm / 10).AddU16(face.UnitsPerEm / 20);
        post.AddU32(face.Metrics.FixedPitch ? 1u : 0u);
        Zeros(post, 16);
        return post;
    }

    private static ByteBuffer Format4(List<CodePointRun> runs)
    {
        var count = runs.Count + 1; // and the run that the format wants at the end
        var searched = System.Numerics.BitOperations.Log2((uint)count);
        var table = new ByteBuffer(256);
        table.AddU16(4).AddU16(16 + (8 * count)).AddU16(0).AddU16(2 * count);
        table.AddU16(2 << searched).AddU16(searched).AddU16((2 * count) - (2 << searched));
        runs.ForEach(run => table.AddU16(run.End));
        table.AddU16(FirstPlaneEnd).AddU16(0);
        runs.ForEach(run => table.AddU16(run.Start));
        table.AddU16(FirstPlaneEnd);
        runs.ForEach(run => table.AddU16(run.Glyph - run.Start));
        table.AddU16(1);
        Zeros(table, 2 * count);
        return table;
    }

    /// <summary>Runs of code points that follow one another, as their glyphs do; none crosses the first plane's end.</summary>
    private static List<CodePointRun> Runs(UsedCharacters used)
    {
        var runs = new List<CodePointRun>();
        var codePoints = used.CodePoints;
        for (var i = 0; i < codePoints.Length; i++)
        {
            var value = codePoints[i];
            if (value == FirstPlaneEnd)
            {
                continue; // no character, and the mark of the last run in format 4
            }

            if (runs.Count > 0 && runs[^1].End == value - 1)
            {
                runs[^1] = runs[^1] with { End = value };
            }
            else
            {
                runs.Add(new CodePointRun(value, value, i + 1));
            }
        }

        return runs;
    }

    private static void Zeros(ByteBuffer buffer, int count)
    {
        for (var i = 0; i < count; i++)
        {
            buffer.Add(0);
        }
    }
}
