namespace Refigure.Catalog;

/// <summary>
/// Iterate until the 95 % interval of a metric's mean is narrow enough, or a limit is reached.
/// </summary>
/// <param name="Metric">The metric, such as <c>actual_total_time</c>.</param>
/// <param name="RelativeHalfWidth">Half the interval's width over the mean, such as 0.05.</param>
/// <param name="MaximumIterations">Never more iterations than this.</param>
/// <param name="Budget">Never more time than this for one case and cache state; null for no limit.</param>
public sealed record PrecisionGoal(
    string Metric,
    double RelativeHalfWidth,
    int MaximumIterations,
    TimeSpan? Budget = null
);
