namespace Refigure.Quality;

/// <summary>When the scatter of repeated measurements deserves a word.</summary>
/// <remarks>
/// In the startup study the coefficient of variation of the whole start is 0.34 % in the median and 3.7 % at most, and
/// single phases of a tenth of a second reach 7 %, which is the rounding of the log to hundredths. Beyond a twentieth
/// something happened.
/// </remarks>
internal static class SampleSpread
{
    /// <summary>Relative standard deviation from which a scatter is unusual.</summary>
    public const double UnusualRelative = 0.05;

    /// <summary>Standard deviations below this many seconds are clock steps and rounding, not scatter.</summary>
    public const double NegligibleSeconds = 0.05;

    /// <summary>Fewer iterations than this say nothing about scatter.</summary>
    public const int FewestIterations = 3;

    public static bool IsUnusual(IReadOnlyList<double> values, out double relative)
    {
        relative = 0;
        if (values.Count < FewestIterations)
        {
            return false;
        }

        var mean = values.Average();
        var deviation = Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1));
        relative = mean == 0 ? 0 : deviation / Math.Abs(mean);
        return deviation > NegligibleSeconds && relative > UnusualRelative;
    }
}
