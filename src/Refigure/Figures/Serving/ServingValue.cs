using Refigure.Serving;

namespace Refigure.Figures.Serving;

/// <summary>A number of a load as a figure shows it.</summary>
/// <param name="Metric">Its measurement, a name of <see cref="ServingMetrics"/>.</param>
/// <param name="Unit">The unit in which it is shown.</param>
internal sealed record ServingValue(string Metric, string Unit)
{
    /// <summary>From the measurement's unit to the shown one.</summary>
    public Func<double, ServingCase, double> Shown { get; init; } = static (value, _) => value;

    /// <summary>How the shown number follows from the measurement, for people; null for the number itself.</summary>
    public string? How { get; init; }

    /// <summary>A time, which is measured in seconds, in milliseconds.</summary>
    public static ServingValue Milliseconds(string metric) =>
        new(metric, "ms") { Shown = static (seconds, _) => seconds * 1000, How = "1000 × the mean in seconds" };
}
