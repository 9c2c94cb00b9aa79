using Refigure.Plotting.Rendering;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Pdf;

/// <summary>The hatches of a page as coloured tiling patterns (ISO 32000-1, 8.7.3), in order of first use.</summary>
internal sealed class PdfPatterns(double pageHeight)
{
    private readonly List<PdfPattern> _used = [];

    public bool Any => _used.Count > 0;

    /// <summary>The number of the pattern, from 1; its name is H and this number.</summary>
    public int NumberOf(Hatch hatch, Rgb color)
    {
        for (var i = 0; i < _used.Count; i++)
        {
            if (_used[i].Hatch == hatch && _used[i].Color == color)
            {
                return i + 1;
            }
        }

        _used.Add(new PdfPattern(hatch, color));
        return _used.Count;
    }

    /// <summary>Adds one object for each pattern, and returns their numbers in order.</summary>
    public List<int> AddTo(PdfFile file)
    {
        var numbers = new List<int>(_used.Count);
        foreach (var pattern in _used)
        {
            numbers.Add(Add(file, pattern));
        }

        return numbers;
    }

    private int Add(PdfFile file, PdfPattern pattern)
    {
        var tile = HatchTile.Of(pattern.Hatch);
        var entries = new ByteBuffer(256);
        entries.Add("/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 "u8);
        entries.AddNumber(tile.Size, 2).Add((byte)' ').AddNumber(tile.Size, 2).Add("]/XStep "u8);
        entries.AddNumber(tile.Size, 2).Add("/YStep "u8).AddNumber(tile.Size, 2);

        // Tiles count from the top left corner of the page, as in SVG.
        entries.Add("/Resources<<>>/Matrix[1 0 0 1 0 "u8).AddNumber(pageHeight, 2).Add((byte)']');

        var content = new ByteBuffer(256);
        PdfContent.AddColor(content, pattern.Color, "rg\n"u8);
        PdfContent.AddColor(content, pattern.Color, "RG\n"u8);
        content.AddNumber(tile.LineWidth, 3).Add(" w\n"u8);
        foreach (var line in tile.Lines)
        {
            AddPoint(content, line.From, tile).Add("m "u8);
            AddPoint(content, line.To, tile).Add("l\n"u8);
        }

        content.Add(tile.Lines.Length == 0 ? [] : "S\n"u8);
        foreach (var center in tile.Dots)
        {
            var circle = PathGeometry.Circle(center, tile.DotRadius).Points;
            AddPoint(content, circle[0], tile).Add("m\n"u8);
            for (var i = 1; i < circle.Length; i += 3)
            {
                AddPoint(content, circle[i], tile);
                AddPoint(content, circle[i + 1], tile);
                AddPoint(content, circle[i + 2], tile).Add("c\n"u8);
            }
        }

        content.Add(tile.Dots.Length == 0 ? [] : "f\n"u8);
        return file.AddStream(entries.Written, content.Written, compress: false);
    }

    private static ByteBuffer AddPoint(ByteBuffer content, Point point, HatchTile tile) =>
        content.AddNumber(point.X, 3).Add((byte)' ').AddNumber(tile.Size - point.Y, 3).Add((byte)' ');
}
