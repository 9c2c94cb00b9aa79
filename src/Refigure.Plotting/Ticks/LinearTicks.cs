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
        var ticks = Multiples(step, min, max);
        while (ticks.Length > most || !fit(ticks))
        {
            step = step.Coarser;
            var fewer = Multiples(step, min, max);
            if (fewer.Length < 2)
            {
                return fit(Thinned(ticks)) ? Thinned(ticks) : fewer;
            }

            ticks = fewer;
        }

        return ticks;
    }

    /// <summary>Leaves the label away from every second tick: on a short axis still two numbers, not one.</summary>
    private static ImmutableArray<Tick> Thinned(ImmutableArray<Tick> ticks) =>
        [.. ticks.Select((tick, i) => i % 2 == 0 ? tick : tick with { Label = "" })];

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
