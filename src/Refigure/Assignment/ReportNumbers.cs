using System.Globalization;

namespace Refigure.Assignment;

/// <summary>Numbers as they stand in the report's tables.</summary>
internal static class ReportNumbers
{
    /// <summary>What is not known.</summary>
    public const string Missing = "–";

    /// <summary>Milliseconds of seconds, with as many digits as can be compared.</summary>
    public static string Milliseconds(double? seconds) => seconds is { } known ? Short(known * 1000) : Missing;

    /// <summary>Four significant digits, never with an exponent.</summary>
    public static string Short(double value)
    {
        var size = Math.Abs(value);
        var format =
            size >= 1000 ? "0"
            : size >= 100 ? "0.0"
            : size >= 10 ? "0.00"
            : "0.000";
        return value.ToString(format, CultureInfo.InvariantCulture);
    }

    /// <summary>A share in percent.</summary>
    public static string Percent(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>A whole number.</summary>
    public static string Count(long value) => value.ToString(CultureInfo.InvariantCulture);
}
