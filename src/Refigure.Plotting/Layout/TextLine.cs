using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Layout;

/// <summary>One line of a text block.</summary>
/// <param name="Text">The characters.</param>
/// <param name="Size">Type size in points.</param>
/// <param name="Color">The colour.</param>
/// <param name="IsBold">Whether it is bold.</param>
/// <param name="Indent">Distance from the block's left edge in points.</param>
/// <param name="Mark">A number at the block's left edge; null for none.</param>
internal readonly record struct TextLine(
    string Text,
    double Size,
    Rgb Color,
    bool IsBold = false,
    double Indent = 0,
    string? Mark = null
);
