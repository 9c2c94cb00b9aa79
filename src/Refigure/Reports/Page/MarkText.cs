using Refigure.Drawing;
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

    /// <summary>The name of a row of samples: whose they are.</summary>
    public static string Name(SampleRow row) => $"core {row.Samples[0].Series}";

    /// <summary>One line of a row of samples: how many, how high, until when.</summary>
    public static string Of(SampleRow row)
    {
        double[] values = [.. row.Samples.Select(s => s.Y).OfType<double>()];
        var (name, unit) = (Name(row), row.Samples[0].Unit);
        return values.Length == 0
            ? $"{name}: {NumberText.None}"
            : $"{name}: {NumberText.Of(values.Min(), unit)} to {NumberText.Of(values.Max(), unit)}, "
                + $"mean {NumberText.Of(values.Average(), unit)}, {NumberText.Of(values.Length)} samples "
                + $"within {NumberText.Seconds(row.End)}";
    }

    /// <summary>The 95 % t-interval around the mean; null if there is no standard error.</summary>
    public static (double Low, double High)? Interval(FigureMark mark) =>
        mark is { Y: { } y, Error: { } error, N: > 1 and var n }
            ? (y - (error * StudentQuantile.TwoSided95(n - 1)), y + (error * StudentQuantile.TwoSided95(n - 1)))
            : null;
}
