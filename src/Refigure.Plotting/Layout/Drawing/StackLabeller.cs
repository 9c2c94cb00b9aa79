using Refigure.Plotting.Colors;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Layout.Drawing;

/// <summary>Prints the values of a stack's parts in them, or beside the stack with a line, and its total above.</summary>
internal sealed class StackLabeller(PlotFrame frame, Canvas canvas)
{
    private const double Padding = 1.2;
    private const double LeaderLength = 7;
    private readonly double _size = frame.Style.SmallSize;

    /// <param name="parts">The parts of one stack.</param>
    /// <param name="beside">Whether values without room in their part go beside the stack.</param>
    /// <param name="room">Free width beside the stack.</param>
    public void Label(IReadOnlyList<BarShape> parts, bool beside, double room)
    {
        var outside = new List<(BarShape Part, string Label)>();
        foreach (var part in parts)
        {
            if (part.Label is not { Length: > 0 } label)
            {
                continue;
            }

            var fits =
                frame.Type.CapHeight(_size) + (2 * Padding) <= part.Box.Height
                && frame.Type.Width(label, _size) + (2 * Padding) <= part.Box.Width;
            if (fits)
            {
                Inside(part, label);
            }
            else if (beside && LeaderLength + 1 + frame.Type.Width(label, _size) <= room)
            {
                outside.Add((part, label));
            }
        }

        Beside(outside);
    }

    /// <summary>Prints a text over the stack, on as many lines as its width asks for.</summary>
    public void Total(IReadOnlyList<BarShape> parts, string text, double pitch)
    {
        var top = double.MaxValue;
        foreach (var part in parts)
        {
            top = Math.Min(top, double.IsNaN(part.ErrorTop) ? part.Box.Y : Math.Min(part.Box.Y, part.ErrorTop));
        }

        var lines = LineBreaker.WrapEvenly(frame.Type, text, _size, pitch - (2 * Padding), bold: true);
        for (var i = lines.Length - 1; i >= 0; i--)
        {
            var anchor = new Point(
                parts[0].MiddleX,
                top - frame.Style.Gap - ((lines.Length - 1 - i) * _size * Typesetter.LineSpacing)
            );
            var line = frame.Type.Set(
                lines[i],
                anchor,
                HorizontalAlign.Middle,
                VerticalAlign.Baseline,
                _size,
                frame.Style.Ink,
                bold: true
            );
            canvas.Obstacles.Add(canvas.AddText(Layer.Labels, line));
        }
    }

    private void Inside(BarShape part, string label)
    {
        var middle = new Point(part.MiddleX, part.Box.Y + (part.Box.Height / 2));
        var color = Palette.TextOn(part.Fill.Color);
        var text = frame.Type.Set(label, middle, HorizontalAlign.Middle, VerticalAlign.Middle, _size, color);
        if (part.Fill.Hatch != Hatch.None)
        {
            var bounds = frame.Type.Bounds(text);
            var top = Math.Max(bounds.Y - 0.5, part.Box.Y + 0.4);
            var bottom = Math.Min(bounds.Bottom + 0.2, part.Box.Bottom - 0.4);
            var box = new Rect(bounds.X - 1, top, bounds.Width + 2, bottom - top);
            canvas.AddRect(Layer.Labels, box, new Fill(part.Fill.Color));
        }

        canvas.AddText(Layer.Labels, text);
    }

    /// <summary>Sets values in a column at the right, at the height of their parts but never one over another.</summary>
    private void Beside(List<(BarShape Part, string Label)> outside)
    {
        var step = _size * Typesetter.LineSpacing;
        var ordered = outside.OrderByDescending(entry => entry.Part.Box.Bottom).ToList();
        var before = double.MaxValue;
        var lowest = frame.Plot.Bottom - (frame.Type.Height(1, _size) / 2) - 0.5;
        foreach (var (part, label) in ordered)
        {
            var middle = part.Box.Y + (part.Box.Height / 2);
            var y = Math.Min(Math.Min(middle, before - step), lowest);
            before = y;
            var stroke = new Stroke(frame.Style.Muted, frame.Style.OutlineWidth);
            canvas.AddLine(Layer.Labels, new(part.Box.Right, middle), new(part.Box.Right + LeaderLength, y), stroke);
            var anchor = new Point(part.Box.Right + LeaderLength + 1, y);
            var text = frame.Type.Set(
                label,
                anchor,
                HorizontalAlign.Start,
                VerticalAlign.Middle,
                _size,
                frame.Style.Ink
            );
            canvas.Obstacles.Add(canvas.AddText(Layer.Labels, text));
        }
    }
}
