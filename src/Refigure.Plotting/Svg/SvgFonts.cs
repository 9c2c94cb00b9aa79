using System.Buffers.Text;
using System.Text;
using Refigure.Plotting.Fonts;
using Refigure.Plotting.Rendering;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Svg;

/// <summary>
/// The faces of a drawing as subsets inside the file. A subset's family and class carry its tag in their names, so that
/// several drawings can stand in one page; programs that ignore embedded fonts find the family's real name behind it.
/// </summary>
internal sealed class SvgFonts
{
    private readonly ByteBuffer _faces = new(65536);
    private readonly ByteBuffer _classes = new(256);
    private readonly string _regularClass;
    private readonly string _boldClass;

    public SvgFonts(FontSet fonts, Scene scene)
    {
        _regularClass = AddFace(fonts.Regular, UsedCharacters.Of(scene, bold: false), "normal");
        _boldClass = AddFace(fonts.Bold, UsedCharacters.Of(scene, bold: true), "bold");
    }

    /// <summary>The class of text in that weight.</summary>
    public string ClassName(bool bold) => bold ? _boldClass : _regularClass;

    /// <summary>The style sheet; empty without text.</summary>
    public string Style() => Encoding.UTF8.GetString(_faces.Written) + Encoding.UTF8.GetString(_classes.Written);

    /// <summary>Writes the style sheet as an element.</summary>
    public void WriteStyle(ByteBuffer output)
    {
        if (_faces.Length > 0)
        {
            output.Add("<style>\n"u8).Add(_faces.Written).Add(_classes.Written).Add("</style>\n"u8);
        }
    }

    private string AddFace(FontFace face, UsedCharacters used, string weight)
    {
        if (used.CodePoints.IsEmpty)
        {
            return string.Empty;
        }

        var subset = FontSubset.ForWeb(face, used);
        var className = $"{weight}-{subset.Tag}";
        var family = SafeName(face.FamilyName);
        var encoded = new byte[Base64.GetMaxEncodedToUtf8Length(subset.File.Length)];
        Base64.EncodeToUtf8(subset.File, encoded, out _, out var written);
        _faces.Add("@font-face{font-family:\""u8).AddText(family).Add((byte)' ').AddText(subset.Tag);
        _faces.Add("\";font-weight:"u8).AddText(weight).Add(";src:url(data:font/ttf;base64,"u8);
        _faces.Add(encoded.AsSpan(0, written)).Add(") format(\"truetype\")}\n"u8);

        _classes.Add((byte)'.').AddText(className).Add("{white-space:pre;font-family:\""u8).AddText(family);
        _classes.Add((byte)' ').AddText(subset.Tag).Add("\",\""u8).AddText(family);
        _classes.Add("\",sans-serif;font-weight:"u8).AddText(weight).Add("}\n"u8);
        return className;
    }

    /// <summary>The name with what can stand in a CSS string and in XML without escapes.</summary>
    private static string SafeName(string name)
    {
        var kept = new StringBuilder(name.Length);
        foreach (var character in name)
        {
            if (char.IsAsciiLetterOrDigit(character) || character is ' ' or '-' or '_')
            {
                kept.Append(character);
            }
        }

        return kept.ToString();
    }
}
