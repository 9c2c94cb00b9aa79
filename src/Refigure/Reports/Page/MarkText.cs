using Refigure.Figures;
using Refigure.Statistics;

namespace Refigure.Reports.Page;

/// <summary>What a mark says of itself when it is pointed at.</summary>
internal static class MarkText
{
    /// <summary>Its name: series, label and position, whatever it has of them.</summary>
    public static string Name(FigureMark mark)
    {
        var name = string.Join(
            ", ",
            new[] { mark.Series, mark.Label == mark.Series ? "" : mark.Label }.Where(t => t.Length > 0)
        );
        return mark.X.Length == 0 || mark.X == mark.Label ? (name.Length > 0 ? name : mark.Panel)
            : name.Length > 0 ? $"{name}, at {mark.X}"
            : $"at {mark.X}";
    }

    /// <summary>One line: name, value, standard error, 95 % interval, number of values.</summary>
    public static string Of(FigureMark mark)
    {
        var text = $"{Name(mark)}: {NumberText.Of(mark.Y, mark.Unit)}";
        if (mark.Error is { } error)
        {
            text += $" ± {NumberText.Of(error)} (standard error)";
        }

        if (Interval(mark) is ({ } low, { } high))
        {
            text += $", 95 % interval {NumberText.Of(low)} to {NumberText.Of(high)}";
        }

        return mark.N is { } n ? $"{text}, n = {n}" : text;
    }

    /// <summary>The 95 % t-interval around the mean; null if there is no standard error.</summary>
    public static (double Low, double High)? Interval(FigureMark mark) =>
        mark is { Y: { } y, Error: { } error, N: > 1 and var n }
            ? (y - (error * StudentQuantile.TwoSided95(n - 1)), y + (error * StudentQuantile.TwoSided95(n - 1)))
            : null;
}
