using System.Collections.Immutable;

namespace Refigure.Plotting.Ticks;

/// <summary>Ticks at powers of ten, minor ones at their multiples; on short axes also labels at 2 and 5.</summary>
internal static class LogTicks
{
    public static ImmutableArray<Tick> Between(double min, double max, Func<ImmutableArray<Tick>, bool> fit)
    {
        if (!(min > 0) || !(max > min) || !double.IsFinite(max))
        {
            return [];
        }

        var decades = Math.Log10(max / min);
        if (decades < 0.7)
        {
            return LinearTicks.Between(min, max, most: 6, wholeNumbers: false, fit);
        }

        if (decades < 3 && Labelled(min, max, every: 1, withTwoAndFive: true) is var fine && fit(fine))
        {
            return fine;
        }

        for (var every = 1; every < 400; every++)
        {
            var ticks = Labelled(min, max, every, withTwoAndFive: false);
            if (fit(ticks))
            {
                return ticks;
            }
        }

        return [];
    }

    private static ImmutableArray<Tick> Labelled(double min, double max, int every, bool withTwoAndFive)
    {
        var ticks = ImmutableArray.CreateBuilder<Tick>();
        var first = (int)Math.Floor(Math.Log10(min) + 1e-9);
        var last = (int)Math.Floor(Math.Log10(max) + 1e-9);
        for (var exponent = first; exponent <= last; exponent++)
        {
            for (var digit = 1; digit < 10; digit++)
            {
                var value = new TickStep(1, exponent).At(digit);
                if (value < min * (1 - 1e-9) || value > max * (1 + 1e-9))
                {
                    continue;
                }

                var labelled = digit == 1 ? exponent % every == 0 : withTwoAndFive && digit is 2 or 5;
                if (labelled)
                {
                    ticks.Add(new(value, TickLabel.OfPower(digit, exponent)));
                }
                else if (every == 1 || digit == 1)
                {
                    ticks.Add(new(value, ""));
                }
            }
        }

        return ticks.ToImmutable();
    }
}
