using System.Collections.Immutable;
using Refigure.Plotting.Documents;
using Refigure.Plotting.Rendering;

namespace Refigure.Plotting.Pdf;

/// <summary>
/// The places of a document in which a reader can type (ISO 32000-1, 12.7). What is typed there is set in Helvetica, which every
/// viewer has: what a reader will type is not known, so that no subset could be embedded.
/// </summary>
internal sealed class PdfForm
{
    private const int Multiline = 1 << 12;
    private const int Printed = 4;

    private readonly PdfFile _file;
    private readonly List<List<int>> _numbers = [];

    /// <summary>Adds an object for each place; nothing where there is none.</summary>
    public PdfForm(PdfFile file, ImmutableArray<DocumentPage> pages)
    {
        _file = file;
        foreach (var page in pages)
        {
            _numbers.Add([.. page.Fields.Select(field => Add(field, page.Scene.Height))]);
        }
    }

    /// <summary>Writes a page's entry of its places.</summary>
    public void AddToPage(int page)
    {
        if (_numbers[page].Count > 0)
        {
            AddArray("/Annots["u8, _numbers[page]);
        }
    }

    /// <summary>Writes the catalog's entry.</summary>
    public void AddToCatalog()
    {
        int[] all = [.. _numbers.SelectMany(n => n)];
        if (all.Length > 0)
        {
            AddArray("/AcroForm<</Fields["u8, all);
            _file.Body.Add("/NeedAppearances true/DA(/Helv 0 Tf 0 g)/DR<</Font<</Helv"u8);
            _file.Body.Add("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>>>>>>>"u8);
        }
    }

    private int Add(FormField field, double pageHeight)
    {
        var number = _file.Begin();
        var body = _file.Body;
        body.Add("<</Type/Annot/Subtype/Widget/FT/Tx/T "u8);
        PdfText.WriteString(body, field.Name);
        body.Add("/TU "u8);
        PdfText.WriteString(body, field.Prompt);
        body.Add("/F "u8).AddInteger(Printed).Add("/Ff "u8).AddInteger(field.IsLong ? Multiline : 0);
        body.Add("/DA(/Helv 10 Tf 0 g)/Rect["u8).AddNumber(field.Place.X, GridRect.Decimals).Add((byte)' ');
        body.AddNumber(pageHeight - field.Place.Bottom, GridRect.Decimals).Add((byte)' ');
        body.AddNumber(field.Place.Right, GridRect.Decimals).Add((byte)' ');
        body.AddNumber(pageHeight - field.Place.Y, GridRect.Decimals).Add("]>>"u8);
        _file.End();
        return number;
    }

    private void AddArray(ReadOnlySpan<byte> opening, IReadOnlyList<int> numbers)
    {
        _file.Body.Add(opening);
        for (var i = 0; i < numbers.Count; i++)
        {
            if (i > 0)
            {
                _file.Body.Add((byte)' ');
            }

            _file.AddReference(numbers[i]);
        }

        _file.Body.Add((byte)']');
    }
}
