using Refigure.Plotting.Scenes;

namespace Refigure.Tests.Drawing;

/// <summary>A text on the page.</summary>
/// <param name="Order">When it was painted.</param>
/// <param name="Item">The text.</param>
/// <param name="Box">What it covers.</param>
internal sealed record PageText(int Order, TextItem Item, Quad Box)
{
    public string Text => Item.Text;

    public override string ToString() => $"'{Item.Text}' at {Box.Middle.X:F1}, {Box.Middle.Y:F1}";
}
