using System.Collections.Immutable;
using Refigure.Plotting.Figures;
using Refigure.Plotting.Fonts;
using Refigure.Plotting.Layout.Legends;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Layout;

/// <summary>
/// Puts everything of a figure at its place: measured text, so that nothing overlaps and nothing leaves the page.
/// The same figure and the same font give the same scene.
/// </summary>
public static class FigureLayout
{
    private const double PointsPerInch = 72;

    /// <summary>Lays out a figure.</summary>
    /// <param name="figure">What is drawn.</param>
    /// <param name="measurer">The metrics of the font that it will be drawn with.</param>
    /// <returns>The page in points; its items lie within it.</returns>
    /// <exception cref="ArgumentException">The figure has no panel, or a heat map's values do not fill its matrix.</exception>
    public static Scene Arrange(Figure figure, ITextMeasurer measurer)
    {
        ArgumentNullException.ThrowIfNull(figure);
        ArgumentNullException.ThrowIfNull(measurer);
        if (figure.Panels.IsDefaultOrEmpty)
        {
            throw new ArgumentException("A figure needs at least one panel.", nameof(figure));
        }

        var (style, type) = (figure.Style, new Typesetter(measurer));
        var width = figure.Format.WidthInches * PointsPerInch;
        var textWidth = width - (2 * style.PageMargin);
        var header = TextBlock.Header(figure, type, textWidth);
        var footer = TextBlock.Footer(figure, type, textWidth);
        var grid = new PanelGrid(figure, type);

        var height =
            (figure.HeightInches * PointsPerInch ?? grid.SuitableHeight(textWidth)) + header.Height + footer.Height;
        for (var attempt = 0; ; attempt++)
        {
            var top = style.PageMargin + header.Height;
            var area = new Rect(style.PageMargin, top, textWidth, height - top - footer.Height - style.PageMargin);
            var inner = LegendMargins(figure, area, grid, type).Inside(area);
            var missing = grid.Fit(inner) + MissingForLegends(figure, area, grid, type);
            if (missing <= 0.01 || attempt == 6)
            {
                return Compose(figure, new(width, height), inner, area, grid, header, footer, type);
            }

            height += missing;
        }
    }

    private static Scene Compose(
        Figure figure,
        (double Width, double Height) page,
        Rect inner,
        Rect area,
        PanelGrid grid,
        TextBlock header,
        TextBlock footer,
        Typesetter type
    )
    {
        var canvas = new Canvas(type);
        var items = ImmutableArray.CreateBuilder<SceneItem>();
        var targets = ImmutableArray.CreateBuilder<Target>();
        // Viewers with a dark page would leave black text on it.
        items.Add(new PathItem(PathGeometry.Rectangle(new(0, 0, page.Width, page.Height)), new Fill(Rgb.White)));
        foreach (var panel in grid.Draw())
        {
            items.AddRange(panel.Items);
            targets.AddRange(panel.Targets);
        }

        canvas.Reach(inner);
        OutsideLegends.Draw(figure.Legends, figure.Panels, grid.Body, canvas, figure.Style, type);
        header.Draw(new(figure.Style.PageMargin, figure.Style.PageMargin), canvas);
        footer.Draw(new(figure.Style.PageMargin, area.Bottom), canvas);
        items.AddRange(canvas.Items);
        return new(page.Width, page.Height, items.ToImmutable()) { Targets = targets.ToImmutable() };
    }

    private static Margins LegendMargins(Figure figure, Rect area, PanelGrid grid, Typesetter type)
    {
        var extent = LegendExtent(figure, area, grid, type);
        var margins = Margins.Between(area, extent);
        var hasBelow = figure.Legends.Any(legend => legend.Placement == LegendPlacement.Below);
        return margins with { Bottom = hasBelow ? margins.Bottom : 0 };
    }

    /// <summary>How much a column of legends at the right is taller than the room for it.</summary>
    private static double MissingForLegends(Figure figure, Rect area, PanelGrid grid, Typesetter type) =>
        figure.Legends.Any(legend => legend.Placement == LegendPlacement.Below)
            ? 0
            : Math.Max(0, LegendExtent(figure, area, grid, type).Bottom - area.Bottom);

    private static Rect LegendExtent(Figure figure, Rect area, PanelGrid grid, Typesetter type)
    {
        var canvas = new Canvas(type);
        canvas.Reach(area);
        var body = grid.Body is { Height: > 0 } known ? known : area;
        OutsideLegends.Draw(figure.Legends, figure.Panels, body, canvas, figure.Style, type);
        return canvas.Extent;
    }
}
