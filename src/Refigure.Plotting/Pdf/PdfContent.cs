using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Refigure.Plotting.Rendering;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Pdf;

/// <summary>Writes a scene as the operators of a page (ISO 32000-1, 8 and 9); y is turned to grow upwards.</summary>
internal sealed class PdfContent(double pageHeight, PdfFont regular, PdfFont bold, PdfPatterns patterns)
{
    private const int Decimals = GridRect.Decimals;

    private readonly ByteBuffer _output = new(65536);
    private readonly long _height = ByteBuffer.Scale(pageHeight, Decimals);
    private PdfState _state = new();
    private bool _inText;

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
                    AddClip(clip);
                    break;
                default:
                    throw new NotSupportedException($"PDF has no way to paint a {items[i].GetType().Name}.");
            }
        }

        EndText();
    }

    /// <summary>Writes a colour and the operator that sets it.</summary>
    internal static void AddColor(ByteBuffer output, Rgb color, ReadOnlySpan<byte> setter)
    {
        output.AddNumber(color.R / 255.0, 3).Add((byte)' ').AddNumber(color.G / 255.0, 3).Add((byte)' ');
        output.AddNumber(color.B / 255.0, 3).Add((byte)' ').Add(setter);
    }

    private void AddRects(RectList rects)
    {
        EndText();
        for (var i = 0; i < rects.Count; i++)
        {
            SetFill(rects[i].Color);
            AddRect(rects[i].Rect);
            if (i + 1 == rects.Count || rects[i + 1].Color != rects[i].Color)
            {
                _output.Add("f\n"u8);
            }
        }
    }

    private void AddPath(PathItem item)
    {
        EndText();
        var stroke = item.Stroke is { Width: > 0 } ? item.Stroke : null;
        if (stroke is not null)
        {
            SetStroke(stroke);
        }

        if (item.Fill is { } fill)
        {
            SetFill(fill.Color);
            if (fill.Hatch != Hatch.None)
            {
                AddOutline(item.Path);
                _output.Add("f\n"u8);
                SetPattern(patterns.NumberOf(fill.Hatch, fill.HatchColor));
            }
        }
        else if (stroke is null)
        {
            return;
        }

        AddOutline(item.Path);
        _output.Add(
            item.Fill is null ? "S\n"u8
            : stroke is null ? "f\n"u8
            : "B\n"u8
        );
    }

    private void AddClip(ClipItem clip)
    {
        EndText();
        var outer = _state;
        _output.Add("q\n"u8);
        AddRect(GridRect.Of(clip.Bounds));
        _output.Add("W n\n"u8);
        Add(clip.Items);
        _output.Add("Q\n"u8);
        _state = outer;
    }

    private void AddText(TextItem text)
    {
        if (text.Text.Length == 0)
        {
            return;
        }

        if (!_inText)
        {
            _output.Add("BT\n"u8);
            _inText = true;
        }

        var font = text.Bold ? bold : regular;
        SetFill(text.Color);
        if (!ReferenceEquals(_state.Font, font.ResourceName) || !_state.FontSize.Equals(text.Size))
        {
            (_state.Font, _state.FontSize) = (font.ResourceName, text.Size);
            _output.Add((byte)'/').AddText(font.ResourceName).Add((byte)' ').AddNumber(text.Size, 3).Add(" Tf\n"u8);
        }

        var (sine, cosine) = Math.SinCos(text.Angle * Math.PI / 180);
        _output.AddNumber(cosine, 4).Add((byte)' ').AddNumber(sine, 4).Add((byte)' ');
        _output.AddNumber(-sine, 4).Add((byte)' ').AddNumber(cosine, 4).Add((byte)' ');
        AddPoint(text.Position);
        _output.Add("Tm "u8);
        font.WriteShown(_output, text.Text);
        _output.Add(" Tj\n"u8);
    }

    private void EndText()
    {
        if (_inText)
        {
            _output.Add("ET\n"u8);
            _inText = false;
        }
    }

    private void SetFill(Rgb color)
    {
        if (_state.Fill != color)
        {
            (_state.Fill, _state.Pattern) = (color, 0);
            AddColor(_output, color, "rg\n"u8);
        }
    }

    private void SetPattern(int number)
    {
        if (_state.Pattern != number)
        {
            (_state.Fill, _state.Pattern) = (null, number);
            _output.Add("/Pattern cs /H"u8).AddInteger(number).Add(" scn\n"u8);
        }
    }

    private void SetStroke(Stroke stroke)
    {
        if (_state.Stroke != stroke.Color)
        {
            _state.Stroke = stroke.Color;
            AddColor(_output, stroke.Color, "RG\n"u8);
        }

        if (!_state.LineWidth.Equals(stroke.Width))
        {
            _state.LineWidth = stroke.Width;
            _output.AddNumber(stroke.Width, 3).Add(" w\n"u8);
        }

        if (_state.RoundCap != stroke.RoundCap)
        {
            _state.RoundCap = stroke.RoundCap;
            _output.Add(stroke.RoundCap ? "1 J 1 j\n"u8 : "0 J 0 j\n"u8);
        }

        if (!SameDash(_state.Dash, stroke.Dash))
        {
            _state.Dash = stroke.Dash;
            _output.Add((byte)'[');
            for (var i = 0; i < stroke.Dash.Length; i++)
            {
                (i > 0 ? _output.Add((byte)' ') : _output).AddNumber(stroke.Dash[i], 3);
            }

            _output.Add("] 0 d\n"u8);
        }
    }

    private static bool SameDash(ImmutableArray<double> a, ImmutableArray<double> b)
    {
        if (a.Length != b.Length)
        {
            return false;
        }

        for (var i = 0; i < a.Length; i++)
        {
            if (!a[i].Equals(b[i]))
            {
                return false;
            }
        }

        return true;
    }

    private void AddOutline(PathGeometry path)
    {
        if (GridRect.Of(path) is { } rect)
        {
            AddRect(rect);
            return;
        }

        var next = 0;
        var points = ImmutableCollectionsMarshal.AsArray(path.Points) ?? [];
        foreach (var verb in ImmutableCollectionsMarshal.AsArray(path.Verbs) ?? [])
        {
            switch (verb)
            {
                case PathVerb.Move:
                    AddPoint(points[next++]).Add("m\n"u8);
                    break;
                case PathVerb.Line:
                    AddPoint(points[next++]).Add("l\n"u8);
                    break;
                case PathVerb.Cubic:
                    AddPoint(points[next++]);
                    AddPoint(points[next++]);
                    AddPoint(points[next++]).Add("c\n"u8);
                    break;
                case PathVerb.Close:
                    _output.Add("h\n"u8);
                    break;
            }
        }
    }

    private void AddRect(GridRect rect)
    {
        _output.AddScaled(rect.Left, Decimals).Add((byte)' ');
        _output.AddScaled(_height - rect.Bottom, Decimals).Add((byte)' ');
        _output.AddScaled(rect.Right - rect.Left, Decimals).Add((byte)' ');
        _output.AddScaled(rect.Bottom - rect.Top, Decimals).Add(" re\n"u8);
    }

    private ByteBuffer AddPoint(Point point)
    {
        _output.AddScaled(ByteBuffer.Scale(point.X, Decimals), Decimals).Add((byte)' ');
        return _output.AddScaled(_height - ByteBuffer.Scale(point.Y, Decimals), Decimals).Add((byte)' ');
    }
}
