using System.Globalization;

namespace Refigure.Reports.Page;

/// <summary>Numbers as the page shows them; the CSV has them in full.</summary>
internal static class NumberText
{
    /// <summary>What stands where there is no value.</summary>
    public const string None = "no value";

    /// <summary>Five digits that count.</summary>
    public static string Of(double? value) =>
        value is { } number ? number.ToString("G5", CultureInfo.InvariantCulture).Replace('-', '−') : None;

    /// <summary>The number with its unit.</summary>
    public static string Of(double? value, string unit) =>
        value is null || unit.Length == 0 ? Of(value) : $"{Of(value)} {unit}";

    /// <summary>A relative difference: <c>+3.2 %</c>.</summary>
    public static string Percent(double? relative) =>
        relative is { } share
            ? (100 * share).ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture).Replace('-', '−') + " %"
            : None;

    /// <summary>Seconds: <c>4.21 s</c>.</summary>
    public static string Seconds(double? value) => Of(value, "s");

    /// <summary>A coordinate of a drawing.</summary>
    public static string Coordinate(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A whole number.</summary>
    public static string Of(int value) => value.ToString(CultureInfo.InvariantCulture);
}
