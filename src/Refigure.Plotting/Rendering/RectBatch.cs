namespace Refigure.Plotting.Rendering;

/// <summary>Plain rectangles that follow one another in a scene.</summary>
/// <param name="Rects">The rectangles, arranged for painting.</param>
/// <param name="End">The index of the first item after them.</param>
internal sealed record RectBatch(RectList Rects, int End);
