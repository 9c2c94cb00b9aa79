using System.Collections.Immutable;
using System.Text;

namespace Refigure.Plotting.Fonts;

/// <summary>The two faces that a figure is set in; measures text by their real metrics.</summary>
/// <param name="Regular">The face of plain text.</param>
/// <param name="Bold">The face of bold text; the regular one where the family has no bold.</param>
public sealed record FontSet(FontFace Regular, FontFace Bold) : ITextMeasurer
{
    /// <summary>The face of plain or bold text.</summary>
    public FontFace Face(bool bold) => bold ? Bold : Regular;

    /// <inheritdoc />
    public double Width(string text, double size, bool bold = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        var face = Face(bold);
        long units = 0;
        foreach (var character in text.EnumerateRunes())
        {
            units += face.AdvanceOf(face.DrawnGlyphOf(character));
        }

        return units * size / face.UnitsPerEm;
    }

    /// <inheritdoc />
    public double Ascent(double size, bool bold = false) => Face(bold).Ascent * size / Face(bold).UnitsPerEm;

    /// <inheritdoc />
    public double Descent(double size, bool bold = false) => Face(bold).Descent * size / Face(bold).UnitsPerEm;

    /// <inheritdoc />
    public double CapHeight(double size, bool bold = false) => Face(bold).CapHeight * size / Face(bold).UnitsPerEm;

    /// <summary>
    /// The characters of the text that the face lacks, each once and in order. They are drawn as a look-alike or a
    /// question mark, and copied text still holds the real ones; callers tell the user.
    /// </summary>
    public ImmutableArray<Rune> MissingFrom(string text, bool bold = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        var face = Face(bold);
        var missing = ImmutableArray.CreateBuilder<Rune>();
        foreach (var character in text.EnumerateRunes())
        {
            if (face.GlyphOf(character) == 0 && !missing.Contains(character))
            {
                missing.Add(character);
            }
        }

        return missing.ToImmutable();
    }
}
