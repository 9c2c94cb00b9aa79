using System.Collections.Immutable;
using Refigure.Figures;

namespace Refigure.Verification;

/// <summary>Reads references: JSON of the form of the study's collected numbers, or a <c>figureN.csv</c>.</summary>
public static class ReferenceFile
{
    /// <summary>
    /// The figures of a reference, by number. <paramref name="file"/> is the name in messages; a text that starts with a brace
    /// is JSON, any other CSV.
    /// </summary>
    /// <exception cref="UserErrorException">The text is neither, or damaged.</exception>
    public static ImmutableSortedDictionary<int, ReferenceFigure> Read(string text, string file)
    {
        if (text.AsSpan().TrimStart("\uFEFF \r\n\t").StartsWith("{"))
        {
            return ReferenceJson.Read(text, file);
        }

        var table = FigureCsv.Read(new StringReader(text), file);
        var figure = new ReferenceFigure(table.Number, [.. table.Marks.Select(m => new ReferenceMark(m))]);
        return ImmutableSortedDictionary<int, ReferenceFigure>.Empty.Add(table.Number, figure);
    }
}
