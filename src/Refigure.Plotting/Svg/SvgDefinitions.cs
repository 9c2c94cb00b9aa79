using System.Text;
using Refigure.Plotting.Rendering;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Svg;

/// <summary>Patterns and clips that the drawing refers to, each once, in order of first use.</summary>
internal sealed class SvgDefinitions
{
    private readonly ByteBuffer _output = new(1024);
    private readonly HashSet<string> _names = [];

    /// <summary>The name of the pattern of that hatch and colour.</summary>
    public string PatternName(Hatch hatch, Rgb color)
    {
        var name = string.Concat("hatch-", HatchTile.NameOf(hatch), "-", color.ToString().AsSpan(1));
        if (_names.Add(name))
        {
            WritePattern(name, HatchTile.Of(hatch), color);
        }

        return name;
    }

    /// <summary>The name of the clip to that rectangle.</summary>
    public string ClipName(GridRect rect)
    {
        var parts = new ByteBuffer(64);
        parts.Add("clip"u8);
        foreach (var edge in new[] { rect.Left, rect.Top, rect.Right, rect.Bottom })
        {
            parts.Add((byte)'-').AddInteger(edge);
        }

        var name = Encoding.ASCII.GetString(parts.Written);
        if (_names.Add(name))
        {
            _output.Add("<clipPath id=\""u8).AddText(name).Add("\"><path d=\""u8);
            SvgPath.Write(_output, rect);
            _output.Add("\"/></clipPath>\n"u8);
        }

        return name;
    }

    public void Write(ByteBuffer output)
    {
        if (_output.Length > 0)
        {
            output.Add("<defs>\n"u8).Add(_output.Written).Add("</defs>\n"u8);
        }
    }

    private void WritePattern(string name, HatchTile tile, Rgb color)
    {
        _output.Add("<pattern id=\""u8).AddText(name).Add("\" patternUnits=\"userSpaceOnUse\" width=\""u8);
        _output.AddNumber(tile.Size, 2).Add("\" height=\""u8).AddNumber(tile.Size, 2).Add("\">"u8);
        if (tile.Lines.Length > 0)
        {
            _output.Add("<path fill=\"none\" stroke=\""u8).AddText(color.ToString());
            _output.Add("\" stroke-width=\""u8).AddNumber(tile.LineWidth, 3).Add("\" d=\""u8);
            foreach (var line in tile.Lines)
            {
                SvgPath.WriteLine(_output, line);
            }

            _output.Add("\"/>"u8);
        }

        foreach (var center in tile.Dots)
        {
            _output.Add("<circle fill=\""u8).AddText(color.ToString()).Add("\" cx=\""u8).AddNumber(center.X, 2);
            _output
                .Add("\" cy=\""u8)
                .AddNumber(center.Y, 2)
                .Add("\" r=\""u8)
                .AddNumber(tile.DotRadius, 2)
                .Add("\"/>"u8);
        }

        _output.Add("</pattern>\n"u8);
    }
}
