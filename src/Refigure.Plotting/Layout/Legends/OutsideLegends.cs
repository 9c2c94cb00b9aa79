using System.Collections.Immutable;
using Refigure.Plotting.Figures;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Layout.Legends;

/// <summary>Draws legends beside, over or under what they explain.</summary>
internal static class OutsideLegends
{
    private const double Distance = 7;
    private const double BlockGap = 8;

    /// <param name="legends">All legends; those inside are skipped.</param>
    /// <param name="panels">The panels whose marks they explain.</param>
    /// <param name="body">The plot (or all panels), at whose height legends at the right begin.</param>
    /// <param name="canvas">Its extent is where the legends begin.</param>
    /// <param name="style">The look.</param>
    /// <param name="type">Sets text.</param>
    public static void Draw(
        ImmutableArray<Legend> legends,
        ImmutableArray<Panel> panels,
        Rect body,
        Canvas canvas,
        Style style,
        Typesetter type
    )
    {
        var extent = canvas.Extent;
        var (rightY, aboveY, belowY) = (body.Y, extent.Y - Distance, extent.Bottom + Distance);
        foreach (var legend in legends)
        {
            if (legend.Placement == LegendPlacement.Inside)
            {
                continue;
            }

            var entries = LegendEntries.Of(legend, panels);
            if (legend.Placement == LegendPlacement.Right)
            {
                var column = LegendBlock.Column(legend.Title, entries, style, type);
                column.Draw(new(extent.Right + Distance, rightY), canvas);
                rightY += column.Height + BlockGap;
                continue;
            }

            var rows = LegendBlock.Rows(legend.Title, entries, style, type, Math.Max(extent.Width, body.Width));
            // Over the middle of the plots, unless it is wider than they are.
            var middle = body.X + ((body.Width - rows.Width) / 2);
            var x = Math.Max(extent.X, Math.Min(middle, extent.Right - rows.Width));
            if (legend.Placement == LegendPlacement.Above)
            {
                aboveY -= rows.Height;
                rows.Draw(new(x, aboveY), canvas);
                aboveY -= BlockGap;
            }
            else
            {
                rows.Draw(new(x, belowY), canvas);
                belowY += rows.Height + BlockGap;
            }
        }
    }
}
