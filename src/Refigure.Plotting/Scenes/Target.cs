namespace Refigure.Plotting.Scenes;

/// <summary>Where something that was drawn from data lies, for pages that show more of it when it is pointed at.</summary>
/// <param name="Bounds">The place in points, as large as what is drawn.</param>
/// <param name="Tag">What the figure said that it stands for.</param>
public sealed record Target(Rect Bounds, object Tag);
