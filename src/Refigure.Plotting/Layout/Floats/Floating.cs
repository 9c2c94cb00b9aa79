using Refigure.Plotting.Figures;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Layout.Floats;

/// <summary>Something that has a size and needs a place within the plot.</summary>
/// <param name="Width">Width in points.</param>
/// <param name="Height">Height in points.</param>
/// <param name="Anchor">Where it should be.</param>
/// <param name="Center">Its centre in fractions of the plot, if that is given.</param>
/// <param name="Preferred">Of equally empty places the one that is nearest to this is taken.</param>
/// <param name="Draw">Draws it into the rectangle that it got.</param>
internal sealed record Floating(
    double Width,
    double Height,
    Anchor Anchor,
    AxesPoint? Center,
    AxesPoint Preferred,
    Action<Rect, Canvas> Draw
);
