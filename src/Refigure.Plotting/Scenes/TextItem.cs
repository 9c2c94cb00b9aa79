namespace Refigure.Plotting.Scenes;

/// <summary>One line of text.</summary>
/// <param name="Text">The characters; no control characters.</param>
/// <param name="Position">The start of the baseline.</param>
/// <param name="Size">The font size in points.</param>
/// <param name="Color">The colour.</param>
/// <param name="Angle">Rotation about <paramref name="Position"/> in degrees, counter-clockwise as seen.</param>
/// <param name="Bold">The bold face instead of the regular one.</param>
public sealed record TextItem(string Text, Point Position, double Size, Rgb Color, double Angle = 0, bool Bold = false)
    : SceneItem;
