using Refigure.Plotting.Fonts;

namespace Refigure.Plotting.Tests.Layout;

/// <summary>Widths about those of DejaVu Sans, so that tests of the layout need no font file.</summary>
internal sealed class PlainMeasurer : ITextMeasurer
{
    public double Width(string text, double size, bool bold = false) => text.Sum(WidthOf) * size * (bold ? 1.1 : 1);

    public double Ascent(double size, bool bold = false) => 0.928 * size;

    public double Descent(double size, bool bold = false) => 0.236 * size;

    public double CapHeight(double size, bool bold = false) => 0.729 * size;

    private static double WidthOf(char letter) =>
        letter switch
        {
            'i' or 'j' or 'l' => 0.278,
            ' ' or '.' or ',' => 0.318,
            '(' or ')' or 't' or 'f' or '-' => 0.39,
            'm' or 'w' or 'M' or 'W' => 0.9,
            >= '0' and <= '9' => 0.636,
            >= 'A' and <= 'Z' => 0.68,
            _ => 0.6,
        };
}
