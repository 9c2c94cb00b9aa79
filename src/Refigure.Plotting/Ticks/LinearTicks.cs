using System.Collections.Immutable;

namespace Refigure.Plotting.Ticks;

/// <summary>Ticks at multiples of 1, 2 or 5 times a power of ten.</summary>
internal static class LinearTicks
{
    /// <summary>Of the steps that give at most <paramref name="most"/> ticks the finest whose labels fit.</summary>
    public static ImmutableArray<Tick> Between(
        double min,
        double max,
        int most,
        bool wholeNumbers,
        Func<ImmutableArray<Tick>, bool> fit
    )
    {
        if (!(max > min) || !double.IsFinite(max - min))
        {
            return [];
        }

        var smallest = (max - min) / Math.Max(1, most) / 2;
        var step = TickStep.AtLeast(wholeNumbers ? Math.Max(1, smallest) : smallest);
        var (finer, ticks) = (ImmutableArray<Tick>.Empty, Multiples(step, min, max));
        while (ticks.Length > most || !fit(ticks))
        {
            step = step.Coarser;
            var coarser = Multiples(step, min, max);
            if (coarser.Length < 2)
            {
                return WithFewLabels([ticks, finer], fit) ?? coarser;
            }

            (finer, ticks) = (ticks, coarser);
        }

        return ticks;
    }

    /// <summary>On a short axis rather one tick too many, or every second or third label, than a single number.</summary>
    private static ImmutableArray<Tick>? WithFewLabels(
        ReadOnlySpan<ImmutableArray<Tick>> choices,
        Func<ImmutableArray<Tick>, bool> fit
    )
    {
        const int Sparsest = 4;
        foreach (var ticks in choices)
        {
            for (var every = 1; every <= Sparsest; every++)
            {
                ImmutableArray<Tick> thinned =
                [
                    .. ticks.Select((tick, i) => i % every == 0 ? tick : tick with { Label = "" }),
                ];
                if (ticks.Length > every && fit(thinned))
                {
                    return thinned;
                }
            }
        }

        return null;
    }

    private static ImmutableArray<Tick> Multiples(TickStep step, double min, double max)
    {
        var slack = (max - min) * 1e-9;
        var first = (long)Math.Ceiling((min - slack) / step.Size);
        var last = (long)Math.Floor((max + slack) / step.Size);
        if (last < first)
        {
            return [];
        }

        var greatest = Math.Max(Math.Abs(step.At(first)), Math.Abs(step.At(last)));
        var ticks = ImmutableArray.CreateBuilder<Tick>((int)(last - first + 1));
        for (var number = first; number <= last; number++)
        {
            ticks.Add(new(step.At(number), TickLabel.Of(number, step, greatest)));
        }

        return ticks.ToImmutable();
    }
}
