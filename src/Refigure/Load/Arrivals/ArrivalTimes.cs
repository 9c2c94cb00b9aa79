namespace Refigure.Load.Arrivals;

/// <summary>The arrivals of an open loop.</summary>
internal static class ArrivalTimes
{
    /// <summary>Times in seconds from the beginning, the first at 0, without end.</summary>
    /// <param name="rate">Requests per second.</param>
    /// <param name="kind">How they are spread.</param>
    /// <param name="burstiness">The shape of gamma arrivals.</param>
    /// <param name="ramp">Seconds over which the rate grows from 0.</param>
    /// <param name="seed">The same seed, the same times.</param>
    public static IEnumerable<double> Of(double rate, ArrivalKind kind, double burstiness, double ramp, uint seed)
    {
        var intervals = new RandomIntervals(MersenneTwister.NumPy(seed));
        var expected = 0.0;
        while (true)
        {
            yield return At(expected, rate, ramp);
            expected += kind switch
            {
                ArrivalKind.Constant => 1,
                ArrivalKind.Poisson => intervals.Exponential(),
                _ => intervals.Gamma(burstiness),
            };
        }
    }

    // When so many requests are expected: while the rate grows evenly, their number grows with the square of the time.
    private static double At(double expected, double rate, double ramp) =>
        expected < rate * ramp / 2 ? Math.Sqrt(2 * expected * ramp / rate) : (ramp / 2) + (expected / rate);
}
