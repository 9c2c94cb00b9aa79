using System.Globalization;
using Refigure.Figures;

namespace Refigure.Build.Figures;

/// <summary>The phases of figure 2 as text: mean, standard error, number of starts.</summary>
internal static class PhaseTable
{
    /// <summary>The lines.</summary>
    public static IEnumerable<string> Of(FigureData data)
    {
        yield return Row("Phase", "Mean (ms)", "SEM (ms)", "n");
        foreach (var mark in data.Marks.Where(m => m.Panel == Panels.Main))
        {
            yield return Row(mark.Label, Text(mark.Y), Text(mark.Error), Text(mark.N));
        }

        foreach (var total in data.Marks.Where(m => m.Panel == Panels.Annotations && m.Series == Annotation.Total))
        {
            yield return Row("Total", Text(total.Y), string.Empty, Text(total.N));
        }
    }

    private static string Row(string phase, string mean, string error, string n) =>
        $"  {phase, -28} {mean, 10} {error, 10} {n, 4}".TrimEnd();

    private static string Text(double? seconds) =>
        seconds is { } value ? (value * 1000).ToString("0.000", CultureInfo.InvariantCulture) : "-";

    private static string Text(int? count) => count?.ToString(CultureInfo.InvariantCulture) ?? string.Empty;
}
