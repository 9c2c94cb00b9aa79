using Refigure.Plotting.Figures;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Layout.Floats;

/// <summary>Measures and draws a boxed text.</summary>
internal static class NoteFloat
{
    public static Floating Of(Note note, PlotFrame frame)
    {
        var (style, type, size) = (frame.Style, frame.Type, frame.Style.SmallSize);
        var padding = note.Boxed ? 2.5 : 0.5;
        var lines = note.Text.Split('\n');
        void Draw(Rect place, Canvas canvas)
        {
            var frameLine = note.Boxed ? new Stroke(style.Frame, style.OutlineWidth) : null;
            canvas.AddRect(Layer.Floats, place, new(Rgb.White), frameLine);
            for (var i = 0; i < lines.Length; i++)
            {
                var anchor = new Point(
                    place.X + (place.Width / 2),
                    place.Y + padding + (i * size * Typesetter.LineSpacing)
                );
                canvas.AddText(
                    Layer.Floats,
                    type.Set(lines[i], anchor, HorizontalAlign.Middle, VerticalAlign.Top, size, style.Ink)
                );
            }
        }

        return new(
            type.Width(lines, size) + (2 * padding) + 2,
            type.Height(lines.Length, size) + (2 * padding),
            note.Anchor,
            note.Center,
            Preferred: new(0.6, 1),
            Draw
        );
    }
}
