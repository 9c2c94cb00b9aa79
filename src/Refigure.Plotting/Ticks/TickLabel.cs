using System.Globalization;

namespace Refigure.Plotting.Ticks;

/// <summary>Numbers as a reader writes them: as many decimals as the step has, no float noise, a true minus sign.</summary>
internal static class TickLabel
{
    private const double ScientificFrom = 1e6;
    private const int MostDecimals = 5;

    /// <param name="number">Which multiple of the step.</param>
    /// <param name="step">The step.</param>
    /// <param name="greatest">The greatest absolute value on the axis, so that all its labels are written alike.</param>
    public static string Of(long number, TickStep step, double greatest)
    {
        if (number == 0)
        {
            return "0";
        }

        var decimals = Math.Max(0, -step.Exponent);
        if (greatest < ScientificFrom && decimals <= MostDecimals)
        {
            return Signed(step.At(number), decimals, "");
        }

        var power = (int)Math.Floor(Math.Log10(greatest) + 1e-9);
        var mantissaStep = new TickStep(step.Mantissa, step.Exponent - power);
        return Signed(mantissaStep.At(number), Math.Max(0, power - step.Exponent), $"e{power}");
    }

    /// <summary>A power of ten, or a small multiple of one: plain up to 10000, then as 1e5.</summary>
    public static string OfPower(int digit, int exponent) =>
        exponent switch
        {
            >= 0 and <= 4 => string.Create(CultureInfo.InvariantCulture, $"{digit * (int)Math.Pow(10, exponent)}"),
            < 0 and >= -4 => Signed(digit / Math.Pow(10, -exponent), -exponent, ""),
            _ => $"{digit}e{exponent}",
        };

    private static string Signed(double value, int decimals, string suffix)
    {
        var digits = Math.Abs(value).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture));
        return value < 0 ? "\u2212" + digits + suffix : digits + suffix;
    }
}
