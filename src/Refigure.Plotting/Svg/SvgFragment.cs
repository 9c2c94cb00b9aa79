namespace Refigure.Plotting.Svg;

/// <summary>A drawing as part of a page: what would stand between <c>&lt;svg&gt;</c> and <c>&lt;/svg&gt;</c>, and its style apart.</summary>
/// <param name="Style">The style sheet with its fonts; the same text needs to stand in a page only once. Empty without text.</param>
/// <param name="Content">The elements, UTF-8.</param>
public sealed record SvgFragment(string Style, byte[] Content);
