using System.Globalization;

namespace Refigure.Figures;

/// <summary>Numbers as figures print them.</summary>
public static class FigureNumberText
{
    /// <summary>Two decimals, exactly rounded, ties to even: what the study's <c>%.2f</c> prints.</summary>
    public static string TwoDecimals(double value) => value.ToString("F2", CultureInfo.InvariantCulture);

    /// <summary>At most two decimals, at least one: <c>8.17</c>, <c>34.0</c>.</summary>
    public static string UpToTwoDecimals(double value)
    {
        var text = TwoDecimals(value);
        return text.EndsWith('0') ? text[..^1] : text;
    }

    /// <summary>Three digits that count, and those before the point: <c>0.123</c>, <c>12.3</c>, <c>12346</c>.</summary>
    public static string ThreeDigits(double value) =>
        Math.Abs(value) switch
        {
            >= 100 => value.ToString("F0", CultureInfo.InvariantCulture),
            >= 10 => value.ToString("F1", CultureInfo.InvariantCulture),
            >= 1 => value.ToString("F2", CultureInfo.InvariantCulture),
            _ => value.ToString("G3", CultureInfo.InvariantCulture),
        };

    /// <summary>The shortest text that reads back as the same number.</summary>
    public static string Exact(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>The text that a figure prints in or at a mark of its main panel; null if it prints none.</summary>
    public static string? InMark(int figure, double? value) =>
        (figure, value) switch
        {
            (_, null) or (12, _) => null,
            (1, { } seconds) => UpToTwoDecimals(seconds),
            // A thinner part of the stack has no room for a text.
            (2, { } seconds) => seconds >= 0.5 ? TwoDecimals(seconds) + "s" : null,
            (>= 25 and <= 27, { } compared) => ThreeDigits(compared),
            // Curves have no room for a number at each point.
            (>= 18, _) => null,
            (_, { } other) => TwoDecimals(other),
        };
}
