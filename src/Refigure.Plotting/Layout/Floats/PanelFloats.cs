using Refigure.Plotting.Figures;
using Refigure.Plotting.Layout.Legends;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Layout.Floats;

/// <summary>Lists what floats in a panel: insets, which are the largest and choose first, notes, legends.</summary>
internal static class PanelFloats
{
    public static IReadOnlyList<Floating> Of(Panel panel, PlotFrame frame)
    {
        var floats = new List<Floating>();
        foreach (var inset in panel.Insets)
        {
            floats.Add(InsetFloat.Of(inset, frame));
        }

        foreach (var note in panel.Notes)
        {
            floats.Add(NoteFloat.Of(note, frame));
        }

        foreach (var legend in panel.Legends)
        {
            if (legend.Placement == LegendPlacement.Inside)
            {
                floats.Add(LegendFloat(legend, panel, frame));
            }
        }

        return floats;
    }

    private static Floating LegendFloat(Legend legend, Panel panel, PlotFrame frame)
    {
        const double Padding = 3;
        var entries = LegendEntries.Of(legend, [panel]);
        var block = LegendBlock.Column(legend.Title, entries, frame.Style, frame.Type);
        void Draw(Rect place, Canvas canvas)
        {
            canvas.AddRect(Layer.Floats, place, new(Rgb.White), new(frame.Style.Frame, frame.Style.OutlineWidth));
            block.Draw(new(place.X + Padding, place.Y + Padding), canvas);
        }

        return new(
            block.Width + (2 * Padding),
            block.Height + (2 * Padding),
            legend.Anchor,
            Center: null,
            Preferred: new(1, 1),
            Draw
        );
    }
}
