namespace Refigure.Plotting.Fonts;

/// <summary>Code points that follow one another, and whose glyphs do too.</summary>
/// <param name="Start">The first code point.</param>
/// <param name="End">The last code point.</param>
/// <param name="Glyph">The glyph of the first one.</param>
internal sealed record CodePointRun(int Start, int End, int Glyph);
