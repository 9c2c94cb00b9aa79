namespace Refigure.Load.Arrivals;

/// <summary>
/// Random distances of mean 1 as <c>numpy.random</c>'s legacy generator draws them (<c>legacy-distributions.c</c>), so that an open
/// loop with the seed of another tool's has its arrivals.
/// </summary>
internal sealed class RandomIntervals(MersenneTwister random)
{
    private double? _gauss;

    /// <summary>Exponential of mean 1.</summary>
    public double Exponential() => -Math.Log(1.0 - random.NextDouble());

    /// <summary>Gamma of a shape, mean 1.</summary>
    public double Gamma(double shape) =>
        shape switch
        {
            1 => Exponential(),
            < 1 => SmallGamma(shape) / shape,
            _ => LargeGamma(shape) / shape,
        };

    // Johnk's way.
    private double SmallGamma(double shape)
    {
        while (true)
        {
            var u = random.NextDouble();
            var v = Exponential();
            if (u <= 1.0 - shape)
            {
                var x = Math.Pow(u, 1.0 / shape);
                if (x <= v)
                {
                    return x;
                }
            }
            else
            {
                var y = -Math.Log((1.0 - u) / shape);
                var x = Math.Pow(1.0 - shape + (shape * y), 1.0 / shape);
                if (x <= v + y)
                {
                    return x;
                }
            }
        }
    }

    // Marsaglia and Tsang's.
    private double LargeGamma(double shape)
    {
        var b = shape - (1.0 / 3.0);
        var c = 1.0 / Math.Sqrt(9 * b);
        while (true)
        {
            double x,
                v;
            do
            {
                x = Gauss();
                v = 1.0 + (c * x);
            } while (v <= 0.0);

            v = v * v * v;
            var u = random.NextDouble();
            if (u < 1.0 - (0.0331 * (x * x) * (x * x)) || Math.Log(u) < (0.5 * x * x) + (b * (1.0 - v + Math.Log(v))))
            {
                return b * v;
            }
        }
    }

    private double Gauss()
    {
        if (_gauss is { } kept)
        {
            _gauss = null;
            return kept;
        }

        double x1,
            x2,
            r2;
        do
        {
            x1 = (2.0 * random.NextDouble()) - 1.0;
            x2 = (2.0 * random.NextDouble()) - 1.0;
            r2 = (x1 * x1) + (x2 * x2);
        } while (r2 >= 1.0 || r2 == 0.0);

        var f = Math.Sqrt(-2.0 * Math.Log(r2) / r2);
        _gauss = f * x1;
        return f * x2;
    }
}
