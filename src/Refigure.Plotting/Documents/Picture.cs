using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Documents;

/// <summary>A drawing, as it is; one that is larger than the page is made smaller.</summary>
/// <param name="Scene">The drawing.</param>
/// <param name="Caption">What stands under it.</param>
public sealed record Picture(Scene Scene, string Caption) : Block;
