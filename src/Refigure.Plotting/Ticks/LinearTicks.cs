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

        var smallest = (max - min) / Math.Max(1, most);
        var step = TickStep.AtLeast(wholeNumbers ? Math.Max(1, smallest) : smallest);
        ImmutableArray<Tick> ticks;
        while ((ticks = Multiples(step, min, max)).Length > 1)
        {
            if (ticks.Length <= most && fit(ticks))
            {
                return ticks;
            }

            step = step.Coarser;
        }

        return ticks;
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
