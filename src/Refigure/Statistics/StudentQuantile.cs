using MathNet.Numerics.Distributions;

namespace Refigure.Statistics;

/// <summary>Quantiles of Student's t-distribution. The only door to MathNet: nothing that draws a figure passes through it.</summary>
public static class StudentQuantile
{
    /// <summary>The t that 95 % of the distribution lies within (±t), for the given degrees of freedom, not always whole.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one degree of freedom.</exception>
    public static double TwoSided95(double degreesOfFreedom)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(degreesOfFreedom, 1);
        return StudentT.InvCDF(0, 1, degreesOfFreedom, 0.975);
    }
}
