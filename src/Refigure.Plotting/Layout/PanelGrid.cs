using Refigure.Plotting.Figures;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Layout;

/// <summary>
/// Divides an area among panels so that plots in a column have the same left and right edges, and plots in a row
/// the same upper and lower ones.
/// </summary>
internal sealed class PanelGrid
{
    private const int MostRounds = 6;
    private const double LeastPlotHeight = 64;
    private const double CrowdedStep = 16;
    private readonly Figure figure;
    private readonly PanelLayout[] layouts;
    private readonly int columns;
    private readonly int rows;
    private readonly double[] left;
    private readonly double[] right;
    private readonly double[] top;
    private readonly double[] bottom;
    private readonly double[] shares;
    private Rect area;
    private bool isCrowded;

    public PanelGrid(Figure figure, Typesetter type)
    {
        this.figure = figure;
        layouts = [.. figure.Panels.Select(panel => new PanelLayout(panel, figure.Style, type, isBoxed: false))];
        columns = Math.Clamp(figure.Columns, 1, layouts.Length);
        rows = (layouts.Length + columns - 1) / columns;
        (left, right, top, bottom) = (new double[columns], new double[columns], new double[rows], new double[rows]);
        shares = new double[columns];
        for (var i = 0; i < layouts.Length; i++)
        {
            shares[i % columns] = Math.Max(shares[i % columns], figure.Panels[i].WidthShare);
        }
    }

    /// <summary>The rectangle around all plots; empty before <see cref="Fit"/>.</summary>
    public Rect Body { get; private set; }

    /// <summary>A height that gives plots about the shape of a postcard.</summary>
    public double SuitableHeight(double width)
    {
        var row = Math.Clamp(width / columns * 0.64, 125, 225);
        return (row * rows) + (figure.Style.PanelGap * (rows - 1));
    }

    /// <summary>Finds the plots' sizes; margins depend on ticks, and ticks on sizes, so in several rounds.</summary>
    /// <returns>By how much the area is too low for plots that can be read and cover nothing; 0 if it is not.</returns>
    public double Fit(Rect inner)
    {
        area = inner;
        Array.Fill(left, 26);
        Array.Fill(right, 4);
        Array.Fill(top, 4);
        Array.Fill(bottom, 18);
        for (var round = 0; round < MostRounds; round++)
        {
            if (!Adjust(mayShrink: round < 2))
            {
                break;
            }
        }

        var (first, last) = (PlotAt(0, 0), PlotAt(rows - 1, columns - 1));
        Body = new(first.X, first.Y, last.Right - first.X, last.Bottom - first.Y);
        var leastHeight = Math.Clamp(Body.Width / columns * 0.3, LeastPlotHeight, 130);
        var missing = Math.Max(0, leastHeight - PlotHeight) * rows;
        return missing == 0 && isCrowded ? CrowdedStep * rows : missing;
    }

    /// <summary>Draws all panels at their places.</summary>
    public IEnumerable<Canvas> Draw()
    {
        for (var i = 0; i < layouts.Length; i++)
        {
            yield return layouts[i].Draw(PlotAt(i / columns, i % columns), isMeasuring: false);
        }
    }

    private double PlotHeight =>
        Math.Max(10, (area.Height - top.Sum() - bottom.Sum() - (figure.Style.PanelGap * (rows - 1))) / rows);

    private Rect PlotAt(int row, int column)
    {
        var gap = figure.Style.PanelGap;
        var perShare =
            Math.Max(10 * columns, area.Width - left.Sum() - right.Sum() - (gap * (columns - 1))) / shares.Sum();
        var x = area.X + left[column];
        for (var before = 0; before < column; before++)
        {
            x += left[before] + (perShare * shares[before]) + right[before] + gap;
        }

        var y = area.Y + top[row];
        for (var before = 0; before < row; before++)
        {
            y += top[before] + PlotHeight + bottom[before] + gap;
        }

        return new(x, y, perShare * shares[column], PlotHeight);
    }

    /// <returns>Whether a margin changed, so that another round is needed.</returns>
    private bool Adjust(bool mayShrink)
    {
        var (newLeft, newRight) = (new double[columns], new double[columns]);
        isCrowded = false;
        var (newTop, newBottom) = (new double[rows], new double[rows]);
        for (var i = 0; i < layouts.Length; i++)
        {
            var (row, column) = (i / columns, i % columns);
            var plot = PlotAt(row, column);
            var canvas = layouts[i].Draw(plot, isMeasuring: true);
            isCrowded |= canvas.IsCrowded;
            var margins = Margins.Between(plot, canvas.Extent);
            newLeft[column] = Math.Max(newLeft[column], margins.Left);
            newRight[column] = Math.Max(newRight[column], margins.Right);
            newTop[row] = Math.Max(newTop[row], margins.Top);
            newBottom[row] = Math.Max(newBottom[row], margins.Bottom);
        }

        return Take(left, newLeft, mayShrink)
            | Take(right, newRight, mayShrink)
            | Take(top, newTop, mayShrink)
            | Take(bottom, newBottom, mayShrink);
    }

    /// <summary>Once margins may no longer shrink, the rounds cannot swing between two choices of ticks.</summary>
    private static bool Take(double[] margins, double[] wanted, bool mayShrink)
    {
        var hasChanged = false;
        for (var i = 0; i < margins.Length; i++)
        {
            var value = mayShrink ? wanted[i] : Math.Max(wanted[i], margins[i]);
            hasChanged |= Math.Abs(value - margins[i]) > 0.01;
            margins[i] = value;
        }

        return hasChanged;
    }
}
