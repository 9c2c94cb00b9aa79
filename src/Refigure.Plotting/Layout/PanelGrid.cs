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
    private readonly Figure _figure;
    private readonly PanelLayout[] _layouts;
    private readonly int _columns;
    private readonly int _rows;
    private readonly double[] _left;
    private readonly double[] _right;
    private readonly double[] _top;
    private readonly double[] _bottom;
    private readonly double[] _shares;
    private readonly double[] _heights;
    private Rect _area;
    private bool _isCrowded;

    public PanelGrid(Figure figure, Typesetter type)
    {
        _figure = figure;
        _layouts = [.. figure.Panels.Select(panel => new PanelLayout(panel, figure.Style, type, isBoxed: false))];
        _columns = Math.Clamp(figure.Columns, 1, _layouts.Length);
        _rows = (_layouts.Length + _columns - 1) / _columns;
        (_left, _right, _top, _bottom) = (
            new double[_columns],
            new double[_columns],
            new double[_rows],
            new double[_rows]
        );
        _shares = new double[_columns];
        _heights = new double[_rows];
        for (var i = 0; i < _layouts.Length; i++)
        {
            _shares[i % _columns] = Math.Max(_shares[i % _columns], figure.Panels[i].WidthShare);
            _heights[i / _columns] = Math.Max(_heights[i / _columns], figure.Panels[i].HeightShare);
        }
    }

    /// <summary>The rectangle around all plots; empty before <see cref="Fit"/>.</summary>
    public Rect Body { get; private set; }

    /// <summary>A height that gives plots about the shape of a postcard.</summary>
    public double SuitableHeight(double width)
    {
        var row = Math.Clamp(width / _columns * 0.64, 125, 225);
        return (row * _rows) + (_figure.Style.PanelGap * (_rows - 1));
    }

    /// <summary>Finds the plots' sizes; margins depend on ticks, and ticks on sizes, so in several rounds.</summary>
    /// <returns>By how much the area is too low for plots that can be read and cover nothing; 0 if it is not.</returns>
    public double Fit(Rect inner)
    {
        _area = inner;
        Array.Fill(_left, 26);
        Array.Fill(_right, 4);
        Array.Fill(_top, 4);
        Array.Fill(_bottom, 18);
        for (var round = 0; round < MostRounds; round++)
        {
            if (!Adjust(mayShrink: round < 2))
            {
                break;
            }
        }

        var (first, last) = (PlotAt(0, 0), PlotAt(_rows - 1, _columns - 1));
        Body = new(first.X, first.Y, last.Right - first.X, last.Bottom - first.Y);
        var leastHeight = Math.Clamp(Body.Width / _columns * 0.3, LeastPlotHeight, 130);
        var missing = Math.Max(0, leastHeight - HeightOfShare) * _heights.Sum();
        return missing == 0 && _isCrowded ? CrowdedStep * _rows : missing;
    }

    /// <summary>Draws all panels at their places.</summary>
    public IEnumerable<Canvas> Draw()
    {
        for (var i = 0; i < _layouts.Length; i++)
        {
            yield return _layouts[i].Draw(PlotAt(i / _columns, i % _columns), isMeasuring: false);
        }
    }

    private double HeightOfShare =>
        Math.Max(
            10,
            (_area.Height - _top.Sum() - _bottom.Sum() - (_figure.Style.PanelGap * (_rows - 1))) / _heights.Sum()
        );

    private Rect PlotAt(int row, int column)
    {
        var gap = _figure.Style.PanelGap;
        var perShare =
            Math.Max(10 * _columns, _area.Width - _left.Sum() - _right.Sum() - (gap * (_columns - 1))) / _shares.Sum();
        var x = _area.X + _left[column];
        for (var before = 0; before < column; before++)
        {
            x += _left[before] + (perShare * _shares[before]) + _right[before] + gap;
        }

        var y = _area.Y + _top[row];
        for (var before = 0; before < row; before++)
        {
            y += _top[before] + (HeightOfShare * _heights[before]) + _bottom[before] + gap;
        }

        return new(x, y, perShare * _shares[column], HeightOfShare * _heights[row]);
    }

    /// <returns>Whether a margin changed, so that another round is needed.</returns>
    private bool Adjust(bool mayShrink)
    {
        var (newLeft, newRight) = (new double[_columns], new double[_columns]);
        _isCrowded = false;
        var (newTop, newBottom) = (new double[_rows], new double[_rows]);
        for (var i = 0; i < _layouts.Length; i++)
        {
            var (row, column) = (i / _columns, i % _columns);
            var plot = PlotAt(row, column);
            var canvas = _layouts[i].Draw(plot, isMeasuring: true);
            _isCrowded |= canvas.IsCrowded;
            var margins = Margins.Between(plot, canvas.Extent);
            newLeft[column] = Math.Max(newLeft[column], margins.Left);
            newRight[column] = Math.Max(newRight[column], margins.Right);
            newTop[row] = Math.Max(newTop[row], margins.Top);
            newBottom[row] = Math.Max(newBottom[row], margins.Bottom);
        }

        return Take(_left, newLeft, mayShrink)
            | Take(_right, newRight, mayShrink)
            | Take(_top, newTop, mayShrink)
            | Take(_bottom, newBottom, mayShrink);
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
