namespace Refigure.Verification;

/// <summary>When numbers count as close.</summary>
/// <param name="RelativeTolerance">Largest relative deviation that is within tolerance; 0.05 is 5 %.</param>
public sealed record VerificationOptions(double RelativeTolerance = 0.05)
{
    /// <summary>Relative deviation up to which numbers are the same.</summary>
    public const double SameRelative = 1e-9;

    /// <summary>Absolute deviation up to which numbers are the same, for those around 0.</summary>
    public const double SameAbsolute = 1e-12;

    /// <summary>Largest difference of correlation coefficients of the same trend.</summary>
    public const double PearsonTolerance = 0.1;

    /// <summary>Whether two numbers are the same up to rounding.</summary>
    public static bool AreSame(double expected, double actual) =>
        Math.Abs(actual - expected) <= Math.Max(SameRelative * Math.Abs(expected), SameAbsolute);
}
