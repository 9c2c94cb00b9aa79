using System.Collections.Immutable;
using System.Globalization;
using Refigure.Figures;
using Refigure.Plotting.Marks;

namespace Refigure.Drawing;

/// <summary>Marks as the drawings need them.</summary>
internal static class MarkSelection
{
    /// <summary>The marks of the main panel, in drawing order.</summary>
    public static ImmutableArray<FigureMark> Main(this FigureData data) => data.Of(Panels.Main);

    /// <summary>The marks of a panel and, if given, one series of it.</summary>
    public static ImmutableArray<FigureMark> Of(this FigureData data, string panel, string? series = null) =>
        [.. data.Marks.Where(m => m.Panel == panel && (series is null || m.Series == series))];

    /// <summary>The printed text of an annotation; null if there is none.</summary>
    public static string? Printed(this FigureData data, string kind) =>
        data.Marks.FirstOrDefault(m => m.Panel == Panels.Annotations && m.Series == kind && m.Label.Length > 0)?.Label;

    /// <summary>The number of an annotation; null if there is none.</summary>
    public static double? Number(this FigureData data, string kind) =>
        data.Marks.FirstOrDefault(m => m.Panel == Panels.Annotations && m.Series == kind)?.Y;

    /// <summary>The mark as a bar, its printed value as the figure prints it.</summary>
    public static Bar ToBar(this FigureMark mark, int figure, Refigure.Plotting.Scenes.Fill? fill = null) =>
        new(mark.Y, mark.Error, FigureNumberText.InMark(figure, mark.Y), fill) { Tag = mark };

    /// <summary>The x of a mark as a number; NaN if it has none.</summary>
    public static double Position(this FigureMark mark) =>
        double.TryParse(mark.X, NumberStyles.Float, CultureInfo.InvariantCulture, out var x) ? x : double.NaN;
}
