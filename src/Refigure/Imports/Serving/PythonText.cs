using System.Globalization;
using System.Text;

namespace Refigure.Imports.Serving;

/// <summary>Values as Python writes them, so that a table that Python wrote can be compared byte by byte.</summary>
internal static class PythonText
{
    /// <summary>
    /// A double as <c>repr</c> writes it: the shortest digits that read back as the same, as <c>1.0</c>, <c>0.0001</c>,
    /// <c>1e-05</c> or <c>1e+16</c>.
    /// </summary>
    public static string Of(double value)
    {
        var shortest = value.ToString("R", CultureInfo.InvariantCulture);
        var sign = shortest.StartsWith('-') ? "-" : "";
        var digits = new StringBuilder();
        foreach (var c in shortest.Split('E')[0].Where(char.IsAsciiDigit))
        {
            digits.Append(c);
        }

        var significant = digits.ToString().TrimStart('0').TrimEnd('0');
        if (significant.Length == 0)
        {
            return sign + "0.0";
        }

        var exponent = Exponent(shortest);
        if (exponent is < -4 or >= 16)
        {
            var mantissa = significant.Length == 1 ? significant : $"{significant[0]}.{significant[1..]}";
            var power = Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture);
            return $"{sign}{mantissa}e{(exponent < 0 ? '-' : '+')}{power}";
        }

        return sign
            + (
                exponent < 0 ? $"0.{new string('0', -exponent - 1)}{significant}"
                : significant.Length <= exponent + 1 ? $"{significant.PadRight(exponent + 1, '0')}.0"
                : $"{significant[..(exponent + 1)]}.{significant[(exponent + 1)..]}"
            );
    }

    // Of the first digit that is not 0.
    private static int Exponent(string shortest)
    {
        var plain = shortest.TrimStart('-');
        var parts = plain.Split('E');
        var power = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0;
        var point = parts[0].IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? parts[0] : parts[0][..point];
        if (whole.TrimStart('0') is { Length: > 0 } large)
        {
            return large.Length - 1 + power;
        }

        var fraction = point < 0 ? "" : parts[0][(point + 1)..];
        var zeros = fraction.Length - fraction.TrimStart('0').Length;
        return power - zeros - 1;
    }

    /// <summary>A cell of a table: quoted where it must be.</summary>
    public static string Cell(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
