using Refigure.Figures;

namespace Refigure.Build.Tests.EndToEnd;

/// <summary>Reads what the host wrote.</summary>
internal static class FigureTables
{
    /// <summary>The marks of <c>figure-N/figureN.csv</c>.</summary>
    public static FigureMark[] Marks(string folder, int figure)
    {
        var path = FileOf(folder, figure, "csv");
        using var text = File.OpenText(path);
        return [.. FigureCsv.Read(text, path).Marks];
    }

    /// <summary>The bars and points of the main panel.</summary>
    public static FigureMark[] Bars(string folder, int figure) =>
        [.. Marks(folder, figure).Where(mark => mark.Panel == "main")];

    /// <summary>What the figure prints, its notes among it.</summary>
    public static string[] Annotations(string folder, int figure) =>
        [.. Marks(folder, figure).Where(mark => mark.Panel == "annotations").Select(mark => mark.Label)];

    public static string FileOf(string folder, int figure, string extension) =>
        Path.Combine(folder, $"figure-{figure}", $"figure{figure}.{extension}");

    /// <summary>The words of an SVG in reading order; a sentence that is broken into lines is whole again.</summary>
    public static string WordsOfSvg(string folder, int figure)
    {
        var svg = System.Xml.Linq.XDocument.Load(FileOf(folder, figure, "svg"));
        return string.Join(' ', svg.Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value));
    }
}
