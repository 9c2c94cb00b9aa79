using System.Collections.Immutable;
using System.Globalization;

namespace Refigure.Plotting.Ticks;

/// <summary>Ticks at powers of two; where their labels do not fit, those of every second, third … power.</summary>
internal static class BinaryTicks
{
    // Fewer than this many powers tell nobody that the axis is one of powers.
    private const int Fewest = 3;

    // Beyond these the numbers are not written out, and powers of ten read better.
    private const int LeastExponent = -3;
    private const int GreatestExponent = 20;

    public static ImmutableArray<Tick> Between(double min, double max, Func<ImmutableArray<Tick>, bool> fit)
    {
        if (!(min > 0) || !(max > min) || !double.IsFinite(max))
        {
            return [];
        }

        var first = (int)Math.Ceiling(Math.Log2(min) - 1e-9);
        var last = (int)Math.Floor(Math.Log2(max) + 1e-9);
        if (last - first + 1 < Fewest || first < LeastExponent || last > GreatestExponent)
        {
            return LogTicks.Between(min, max, fit);
        }

        for (var every = 1; every <= last - first; every++)
        {
            ImmutableArray<Tick> ticks =
            [
                .. Enumerable
                    .Range(first, last - first + 1)
                    .Select(exponent => new Tick(
                        Math.ScaleB(1, exponent),
                        exponent % every == 0
                            ? Math.ScaleB(1, exponent).ToString(CultureInfo.InvariantCulture)
                            : string.Empty
                    )),
            ];
            if (fit(ticks))
            {
                return ticks;
            }
        }

        return [];
    }
}
