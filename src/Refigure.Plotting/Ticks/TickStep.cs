namespace Refigure.Plotting.Ticks;

/// <summary>A distance between ticks, mantissa · 10^exponent, with the mantissa 1, 2 or 5: exact, unlike a double.</summary>
internal readonly record struct TickStep(int Mantissa, int Exponent)
{
    public double Size => At(1);

    public TickStep Coarser =>
        Mantissa switch
        {
            1 => new(2, Exponent),
            2 => new(5, Exponent),
            _ => new(1, Exponent + 1),
        };

    /// <summary>The smallest step of at least <paramref name="size"/>.</summary>
    public static TickStep AtLeast(double size)
    {
        var step = new TickStep(1, (int)Math.Floor(Math.Log10(size)) - 1);
        while (step.Size < size * (1 - 1e-9))
        {
            step = step.Coarser;
        }

        return step;
    }

    /// <summary>The value of the tick with that number. Dividing by a power of ten rounds once: 3 · 0.1 is 0.3.</summary>
    public double At(long number) =>
        Exponent < 0
            ? (double)(number * Mantissa) / Math.Pow(10, -Exponent)
            : (double)(number * Mantissa) * Math.Pow(10, Exponent);
}
