using System.Collections.Immutable;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Marks;

/// <summary>How a line is drawn.</summary>
/// <param name="Color">Its colour.</param>
/// <param name="Dash">Lengths of dashes and gaps in points; empty for a solid line.</param>
/// <param name="Width">Its width in points.</param>
public sealed record LineStyle(Rgb Color, ImmutableArray<double> Dash = default, double Width = 1)
{
    /// <summary>The line as the scene knows it.</summary>
    internal Stroke ToStroke() => new(Color, Width, Dash, RoundCap: Dash.IsDefaultOrEmpty);
}
