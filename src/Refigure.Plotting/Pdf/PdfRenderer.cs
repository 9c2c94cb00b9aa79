using System.Collections.Immutable;
using Refigure.Plotting.Documents;
using Refigure.Plotting.Fonts;
using Refigure.Plotting.Rendering;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Pdf;

/// <summary>
/// Writes scenes as the pages of a PDF (ISO 32000-1, PDF 1.7): vectors only, text that can be selected, fonts embedded
/// as TrueType subsets. The same scene, fonts and information give the same bytes on every machine.
/// </summary>
public static class PdfRenderer
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
        return Render([new DocumentPage(scene, [])], fonts, info);
    }

    /// <summary>Renders pages of one height, with the places in which a reader can type.</summary>
    /// <param name="pages">What is painted on each.</param>
    /// <param name="fonts">The faces of its text.</param>
    /// <param name="info">What the document says about itself.</param>
    /// <returns>The bytes of the file.</returns>
    /// <exception cref="FontException">A font turns out to be damaged.</exception>
    /// <exception cref="ArgumentException">
    /// There is no page, a coordinate is not finite, or a key of the information is no name.
    /// </exception>
    public static byte[] Render(ImmutableArray<DocumentPage> pages, FontSet fonts, DocumentInfo info)
    {
        ArgumentNullException.ThrowIfNull(fonts);
        ArgumentNullException.ThrowIfNull(info);
        if (pages.IsDefaultOrEmpty)
        {
            throw new ArgumentException("A document needs at least one page.", nameof(pages));
        }

        var file = new PdfFile();
        Scene[] scenes = [.. pages.Select(page => page.Scene)];
        var regular = new PdfFont(fonts.Regular, UsedCharacters.Of(scenes, bold: false), "F1");
        var bold = new PdfFont(fonts.Bold, UsedCharacters.Of(scenes, bold: true), "F2");
        var patterns = new PdfPatterns(scenes[0].Height);
        var contents = new int[scenes.Length];
        for (var i = 0; i < scenes.Length; i++)
        {
            var content = new PdfContent(scenes[i].Height, regular, bold, patterns);
            content.Add(scenes[i].Items);
            contents[i] = file.AddStream([], content.Written, compress: true);
        }

        var resources = Resources(file, [regular, bold], patterns);
        var form = new PdfForm(file, pages);
        var tree = AddPages(file, scenes, contents, resources, form);
        var metadata = AddMetadata(file, info);
        var information = AddInformation(file, info);

        var catalog = file.Begin();
        file.Body.Add("<</Type/Catalog/Pages "u8);
        file.AddReference(tree);
        file.Body.Add("/Lang(en)/ViewerPreferences<</DisplayDocTitle true>>/Metadata "u8);
        file.AddReference(metadata);
        form.AddToCatalog();
        file.Body.Add(">>"u8);
        file.End();
        return file.Finish(catalog, information);
    }

    private static ByteBuffer Resources(PdfFile file, ReadOnlySpan<PdfFont> fonts, PdfPatterns patterns)
    {
        var resources = new ByteBuffer(256);
        resources.Add("<</ProcSet[/PDF/Text]/Font<<"u8);
        foreach (var font in fonts)
        {
            if (font.IsUsed)
            {
                resources.Add((byte)'/').AddText(font.ResourceName).Add((byte)' ');
                PdfFile.Reference(resources, font.AddTo(file));
            }
        }

        resources.Add(">>"u8);
        if (patterns.Any)
        {
            resources.Add("/Pattern<<"u8);
            var number = 1;
            foreach (var pattern in patterns.AddTo(file))
            {
                resources.Add("/H"u8).AddInteger(number++).Add((byte)' ');
                PdfFile.Reference(resources, pattern);
            }

            resources.Add(">>"u8);
        }

        return resources.Add(">>"u8);
    }

    /// <summary>Adds the pages, and after them the tree that holds them, whose number is returned.</summary>
    private static int AddPages(PdfFile file, Scene[] scenes, int[] contents, ByteBuffer resources, PdfForm form)
    {
        var first = file.NextNumber;
        var tree = first + scenes.Length;
        for (var i = 0; i < scenes.Length; i++)
        {
            file.Begin();
            file.Body.Add("<</Type/Page/Parent "u8);
            file.AddReference(tree);
            file.Body.Add("/MediaBox[0 0 "u8).AddNumber(scenes[i].Width, GridRect.Decimals).Add((byte)' ');
            file.Body.AddNumber(scenes[i].Height, GridRect.Decimals).Add("]/Contents "u8);
            file.AddReference(contents[i]);
            file.Body.Add("/Resources"u8).Add(resources.Written);
            form.AddToPage(i);
            file.Body.Add(">>"u8);
            file.End();
        }

        file.Begin();
        file.Body.Add("<</Type/Pages/Count "u8).AddInteger(scenes.Length).Add("/Kids["u8);
        for (var i = 0; i < scenes.Length; i++)
        {
            if (i > 0)
            {
                file.Body.Add((byte)' ');
            }

            file.AddReference(first + i);
        }

        file.Body.Add("]>>"u8);
        file.End();
        return tree;
    }

    private static int AddMetadata(PdfFile file, DocumentInfo info)
    {
        var packet = new ByteBuffer(2048);
        packet.Add("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"u8);
        packet.Add("<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"u8);
        DocumentMetadata.WriteRdf(packet, info);
        packet.Add("</x:xmpmeta>\n<?xpacket end=\"r\"?>"u8);
        return file.AddStream("/Type/Metadata/Subtype/XML"u8, packet.Written, compress: false);
    }

    private static int AddInformation(PdfFile file, DocumentInfo info)
    {
        var number = file.Begin();
        file.Body.Add("<</Title "u8);
        PdfText.WriteString(file.Body, info.Title);
        file.Body.Add("/Subject "u8);
        PdfText.WriteString(file.Body, info.Subject);
        file.Body.Add("/Producer "u8);
        PdfText.WriteString(file.Body, DocumentMetadata.Producer);
        if (info.Created is { } created)
        {
            file.Body.Add("/CreationDate "u8);
            PdfText.WriteDate(file.Body, created);
        }

        foreach (var (key, value) in info.Properties)
        {
            DocumentMetadata.CheckKey(key);
            file.Body.Add((byte)'/').AddText(key).Add((byte)' ');
            PdfText.WriteString(file.Body, value);
        }

        file.Body.Add(">>"u8);
        file.End();
        return number;
    }
}
