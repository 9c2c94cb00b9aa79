namespace Refigure.Figures;

/// <summary>A way of loading weights in figure 14.</summary>
/// <param name="Argument">The value of the engine's <c>load-format</c>.</param>
/// <param name="Label">The printed name, the series of the mark.</param>
public sealed record LoadFormat(string Argument, string Label);
