namespace Refigure.Plotting.Fonts;

/// <summary>Real font metrics for the layout: all results in points for a font of <c>size</c> points.</summary>
public interface ITextMeasurer
{
    /// <summary>The advance width of the text.</summary>
    double Width(string text, double size, bool bold = false);

    /// <summary>Height of the tallest letters over the baseline (OS/2 sTypoAscender or hhea).</summary>
    double Ascent(double size, bool bold = false);

    /// <summary>Depth of the deepest letters under the baseline, positive.</summary>
    double Descent(double size, bool bold = false);

    /// <summary>Height of a capital letter over the baseline.</summary>
    double CapHeight(double size, bool bold = false);
}
