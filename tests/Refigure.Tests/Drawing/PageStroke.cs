using Refigure.Plotting.Scenes;

namespace Refigure.Tests.Drawing;

/// <summary>A straight piece of a drawn line.</summary>
/// <param name="Order">When it was painted.</param>
/// <param name="From">Its start.</param>
/// <param name="To">Its end.</param>
/// <param name="Stroke">Its paint.</param>
/// <param name="IsOutline">Whether it is the edge of a filled area.</param>
internal sealed record PageStroke(int Order, Point From, Point To, Stroke Stroke, bool IsOutline)
{
    public Quad Line => new([From, To]);
}
