using System.Collections.Immutable;

namespace Refigure.Plotting.Scenes;

/// <summary>How a line is drawn.</summary>
/// <param name="Color">The colour.</param>
/// <param name="Width">The width in points.</param>
/// <param name="Dash">Lengths of dashes and gaps in points; empty for a solid line.</param>
/// <param name="RoundCap">Round line ends and joins instead of butt ends and mitred joins.</param>
public sealed record Stroke(Rgb Color, double Width, ImmutableArray<double> Dash = default, bool RoundCap = false)
{
    /// <summary>Lengths of dashes and gaps in points; empty, never default.</summary>
    public ImmutableArray<double> Dash { get; init; } = Dash.IsDefault ? [] : Dash;
}
