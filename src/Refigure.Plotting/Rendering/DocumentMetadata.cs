using System.Globalization;

namespace Refigure.Plotting.Rendering;

/// <summary>
/// A document's metadata as RDF, the form that PDF (as XMP, ISO 16684-1) and SVG share. Keys of our own stand in the
/// namespace that PDF tools use for further keys of the information dictionary.
/// </summary>
internal static class DocumentMetadata
{
    public const string Producer = "Refigure.Plotting";

    public static void WriteRdf(ByteBuffer output, DocumentInfo info)
    {
        output.Add(
            """
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfx="http://ns.adobe.com/pdfx/1.3/">

            """u8
        );
        WriteLocalised(output, "dc:title"u8, info.Title);
        WriteLocalised(output, "dc:description"u8, info.Subject);
        output.Add("<pdf:Producer>"u8).AddText(Producer).Add("</pdf:Producer>\n"u8);
        if (info.Created is { } created)
        {
            output.Add("<xmp:CreateDate>"u8);
            output.AddText(created.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            output.Add("</xmp:CreateDate>\n"u8);
        }

        foreach (var (key, value) in info.Properties)
        {
            CheckKey(key);
            output.Add("<pdfx:"u8).AddText(key).Add((byte)'>');
            XmlText.Write(output, value);
            output.Add("</pdfx:"u8).AddText(key).Add(">\n"u8);
        }

        output.Add("</rdf:Description>\n</rdf:RDF>\n"u8);
    }

    /// <summary>Refuses a key that is no name in XML or PDF, or that the formats have themselves.</summary>
    /// <exception cref="ArgumentException">The key is not of ASCII letters only, or is taken.</exception>
    public static void CheckKey(string key)
    {
        var taken = key is "Title" or "Subject" or "Author" or "Keywords" or "Creator" or "Producer" or "Trapped";
        if (key.Length == 0 || taken || key is "CreationDate" or "ModDate" || !IsLetters(key))
        {
            throw new ArgumentException(
                $"'{key}' cannot be a key of a document: letters only, and none that PDF has.",
                nameof(key)
            );
        }
    }

    private static bool IsLetters(string key)
    {
        foreach (var character in key)
        {
            if (!char.IsAsciiLetter(character))
            {
                return false;
            }
        }

        return true;
    }

    private static void WriteLocalised(ByteBuffer output, ReadOnlySpan<byte> element, string text)
    {
        output.Add((byte)'<').Add(element).Add("><rdf:Alt><rdf:li xml:lang=\"x-default\">"u8);
        XmlText.Write(output, text);
        output.Add("</rdf:li></rdf:Alt></"u8).Add(element).Add(">\n"u8);
    }
}
