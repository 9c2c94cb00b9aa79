using Refigure.Plotting.Figures;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Layout;

/// <summary>What every drawer needs to know: where the plot is, and how data units become points.</summary>
/// <param name="Plot">The rectangle between the axes.</param>
/// <param name="X">The horizontal scale.</param>
/// <param name="Y">The vertical scale.</param>
/// <param name="Style">The look.</param>
/// <param name="Type">Sets text.</param>
/// <param name="IsMeasuring">Whether only the room is wanted, so that costly details without influence on it may be left out.</param>
internal sealed record PlotFrame(Rect Plot, Scale X, Scale Y, Style Style, Typesetter Type, bool IsMeasuring)
{
    private const double WidestBar = 62;

    /// <summary>Where bars and areas stand: at 0, or at the end of the axis that is nearest to it.</summary>
    public double BaselineY => Y.IsLog ? Y.From : Y.MapInside(0);

    /// <summary>Width of one category or one unit of x.</summary>
    public double Pitch => Math.Abs(X.To - X.From) / (X.Max - X.Min);

    /// <summary>Width of a bar for a share of the pitch; few bars on a wide page do not become slabs.</summary>
    public double BarWidth(double share) => Math.Min(Pitch * share, WidestBar);

    public Stroke AxisStroke => new(Style.Ink, Style.AxisWidth);

    public Stroke OutlineStroke => new(Style.Ink, Style.OutlineWidth);
}
