using System.Collections.Immutable;
using Refigure.Plotting.Rendering;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Svg;

/// <summary>Writes the items of a scene as elements.</summary>
internal sealed class SvgContent(SvgDefinitions definitions, SvgFonts fonts)
{
    private const int Decimals = GridRect.Decimals;

    private readonly ByteBuffer _output = new(65536);

    public ReadOnlySpan<byte> Written => _output.Written;

    public void Add(ImmutableArray<SceneItem> items)
    {
        for (var i = 0; i < items.Length; i++)
        {
            if (PlainRects.Gather(items, i) is { } batch)
            {
                AddRects(batch.Rects);
                i = batch.End - 1;
                continue;
            }

            switch (items[i])
            {
                case TextItem text:
                    AddText(text);
                    break;
                case PathItem path:
                    AddPath(path);
                    break;
                case ClipItem clip:
                    var name = definitions.ClipName(GridRect.Of(clip.Bounds));
                    _output.Add("<g clip-path=\"url(#"u8).AddText(name).Add(")\">\n"u8);
                    Add(clip.Items);
                    _output.Add("</g>\n"u8);
                    break;
                default:
                    throw new NotSupportedException($"SVG has no way to paint a {items[i].GetType().Name}.");
            }
        }
    }

    private void AddRects(RectList rects)
    {
        for (var i = 0; i < rects.Count; i++)
        {
            if (i == 0 || rects[i].Color != rects[i - 1].Color)
            {
                _output.Add("<path"u8);
                AddColor(" fill=\""u8, rects[i].Color);
                _output.Add(" d=\""u8);
            }

            SvgPath.Write(_output, rects[i].Rect);
            if (i + 1 == rects.Count || rects[i + 1].Color != rects[i].Color)
            {
                _output.Add("\"/>\n"u8);
            }
        }
    }

    private void AddPath(PathItem item)
    {
        var stroke = item.Stroke is { Width: > 0 } ? item.Stroke : null;
        if (item.Fill is null && stroke is null)
        {
            return;
        }

        _output.Add("<path"u8);
        if (item.Fill is not { } fill)
        {
            _output.Add(" fill=\"none\""u8);
        }
        else
        {
            AddColor(" fill=\""u8, fill.Color);
            if (fill.Hatch != Hatch.None)
            {
                // The hatch lies over the plain colour, as in PDF: between its tiles nothing beneath can show.
                EndPath(item.Path);
                _output.Add("<path fill=\"url(#"u8);
                _output.AddText(definitions.PatternName(fill.Hatch, fill.HatchColor)).Add(")\""u8);
            }
        }

        if (stroke is not null)
        {
            AddStroke(stroke);
        }

        EndPath(item.Path);
    }

    private void EndPath(PathGeometry path)
    {
        _output.Add(" d=\""u8);
        SvgPath.Write(_output, path);
        _output.Add("\"/>\n"u8);
    }

    private void AddStroke(Stroke stroke)
    {
        AddColor(" stroke=\""u8, stroke.Color);
        _output.Add(" stroke-width=\""u8).AddNumber(stroke.Width, 3).Add((byte)'"');
        if (!stroke.Dash.IsEmpty)
        {
            _output.Add(" stroke-dasharray=\""u8);
            for (var i = 0; i < stroke.Dash.Length; i++)
            {
                (i > 0 ? _output.Add((byte)' ') : _output).AddNumber(stroke.Dash[i], 3);
            }

            _output.Add((byte)'"');
        }

        if (stroke.RoundCap)
        {
            _output.Add(" stroke-linecap=\"round\" stroke-linejoin=\"round\""u8);
        }
    }

    private void AddText(TextItem text)
    {
        if (text.Text.Length == 0)
        {
            return;
        }

        _output.Add("<text class=\""u8).AddText(fonts.ClassName(text.Bold));
        _output.Add("\" font-size=\""u8).AddNumber(text.Size, 3).Add((byte)'"');
        if (text.Color != Rgb.Black)
        {
            AddColor(" fill=\""u8, text.Color);
        }

        if (text.Angle.Equals(0.0))
        {
            _output.Add(" x=\""u8).AddNumber(text.Position.X, Decimals);
            _output.Add("\" y=\""u8).AddNumber(text.Position.Y, Decimals);
        }
        else
        {
            _output.Add(" transform=\"translate("u8).AddNumber(text.Position.X, Decimals).Add((byte)' ');
            _output.AddNumber(text.Position.Y, Decimals).Add(") rotate("u8).AddNumber(-text.Angle, 3).Add((byte)')');
        }

        // For programs that do not know the style sheet's white-space.
        var spaced = text.Text.StartsWith(' ') || text.Text.EndsWith(' ') || text.Text.Contains("  ");
        _output.Add(spaced ? "\" xml:space=\"preserve\">"u8 : "\">"u8);
        XmlText.Write(_output, text.Text);
        _output.Add("</text>\n"u8);
    }

    private void AddColor(ReadOnlySpan<byte> attribute, Rgb color)
    {
        _output.Add(attribute).Add((byte)'#');
        AddHex(color.R);
        AddHex(color.G);
        AddHex(color.B);
        _output.Add((byte)'"');
    }

    private void AddHex(byte channel)
    {
        var digits = "0123456789abcdef"u8;
        _output.Add(digits[channel >> 4]).Add(digits[channel & 15]);
    }
}
