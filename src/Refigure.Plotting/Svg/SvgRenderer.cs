using Refigure.Plotting.Fonts;
using Refigure.Plotting.Rendering;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Svg;

/// <summary>
/// Writes a scene as SVG 1.1 in UTF-8: text stays text, in a subset of the real font that the file carries. The same
/// scene, fonts and information give the same bytes on every machine. Names of patterns, clips and fonts follow from
/// what they are, so that several figures can stand in one HTML page.
/// </summary>
public static class SvgRenderer
{
    /// <summary>Renders the scene.</summary>
    /// <param name="scene">What is painted.</param>
    /// <param name="fonts">The faces of its text.</param>
    /// <param name="info">What the document says about itself.</param>
    /// <returns>The bytes of the file.</returns>
    /// <exception cref="FontException">A font turns out to be damaged.</exception>
    /// <exception cref="ArgumentException">A coordinate is not finite, or a key of the information is no name.</exception>
    public static byte[] Render(Scene scene, FontSet fonts, DocumentInfo info)
    {
        ArgumentNullException.ThrowIfNull(scene);
        ArgumentNullException.ThrowIfNull(fonts);
        ArgumentNullException.ThrowIfNull(info);

        var svgFonts = new SvgFonts(fonts, scene);
        var definitions = new SvgDefinitions();
        var content = new SvgContent(definitions, svgFonts);
        content.Add(scene.Items);

        var output = new ByteBuffer(content.Written.Length + 65536);
        output.Add("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\""u8);
        output.Add(" role=\"img\" width=\""u8).AddNumber(scene.Width, GridRect.Decimals);
        output.Add("pt\" height=\""u8).AddNumber(scene.Height, GridRect.Decimals);
        output.Add("pt\" viewBox=\"0 0 "u8).AddNumber(scene.Width, GridRect.Decimals);
        output.Add((byte)' ').AddNumber(scene.Height, GridRect.Decimals).Add("\">\n<title>"u8);
        XmlText.Write(output, info.Title);
        output.Add("</title>\n<desc>"u8);
        XmlText.Write(output, info.Subject);
        output.Add("</desc>\n<metadata>\n"u8);
        DocumentMetadata.WriteRdf(output, info);
        output.Add("</metadata>\n"u8);
        svgFonts.WriteStyle(output);
        definitions.Write(output);
        output.Add("<g stroke-miterlimit=\"10\">\n"u8).Add(content.Written).Add("</g>\n</svg>\n"u8);
        return output.ToArray();
    }

    /// <summary>Renders the scene for a page that writes the outer element, and one style sheet for all its drawings.</summary>
    /// <param name="scene">What is painted.</param>
    /// <param name="fonts">The faces of its text.</param>
    /// <exception cref="FontException">A font turns out to be damaged.</exception>
    public static SvgFragment Fragment(Scene scene, FontSet fonts)
    {
        ArgumentNullException.ThrowIfNull(scene);
        ArgumentNullException.ThrowIfNull(fonts);
        var svgFonts = new SvgFonts(fonts, scene);
        var definitions = new SvgDefinitions();
        var content = new SvgContent(definitions, svgFonts);
        content.Add(scene.Items);
        var output = new ByteBuffer(content.Written.Length + 1024);
        definitions.Write(output);
        output.Add("<g stroke-miterlimit=\"10\">\n"u8).Add(content.Written).Add("</g>\n"u8);
        return new SvgFragment(svgFonts.Style(), output.ToArray());
    }
}
