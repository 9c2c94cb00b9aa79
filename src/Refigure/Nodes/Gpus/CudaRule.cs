using System.Collections.Immutable;
using System.Globalization;

namespace Refigure.Nodes.Gpus;

/// <summary>
/// Whether a driver runs what was built with a version of CUDA. Within a major version every driver that runs one runs all
/// (NVIDIA: CUDA minor version compatibility): the driver's own CUDA must be at least MAJOR.0. Where it does not say that, the
/// driver's version decides.
/// </summary>
public static class CudaRule
{
    // The least driver of each major version on Linux (NVIDIA: CUDA compatibility, table 1).
    private static readonly ImmutableSortedDictionary<int, Version> LeastDrivers = new Dictionary<int, Version>
    {
        [11] = new(450, 80, 2),
        [12] = new(525, 60, 13),
        [13] = new(580, 65, 6),
    }.ToImmutableSortedDictionary();

    /// <summary>Whether it runs; null if nobody can know.</summary>
    /// <param name="driver">The driver's version, such as <c>580.159.04</c>; null if not known.</param>
    /// <param name="driverCuda">The newest CUDA that it runs, such as <c>13.0</c>; null if not known.</param>
    /// <param name="wanted">The version that is wanted, such as <c>12.6</c>.</param>
    public static bool? Runs(string? driver, string? driverCuda, string wanted)
    {
        if (Major(wanted) is not { } major)
        {
            return null;
        }

        if (Major(driverCuda) is { } has)
        {
            return has >= major;
        }

        return Version.TryParse(driver, out var version) && LeastDrivers.TryGetValue(major, out var least)
            ? version >= least
            : null;
    }

    /// <summary>The least driver for a version of CUDA, such as <c>525.60.13</c>; null if not known.</summary>
    public static string? LeastDriver(string wanted) =>
        Major(wanted) is { } major && LeastDrivers.TryGetValue(major, out var least)
            ? string.Create(CultureInfo.InvariantCulture, $"{least.Major}.{least.Minor}.{least.Build:00}")
            : null;

    private static int? Major(string? version) =>
        int.TryParse(version?.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            ? major
            : null;
}
