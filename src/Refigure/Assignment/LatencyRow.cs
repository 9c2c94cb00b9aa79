namespace Refigure.Assignment;

/// <summary>What is said of the requests of one configuration. Times are in seconds.</summary>
/// <param name="Configuration">Its name.</param>
/// <param name="Count">Requests.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="Median">Their median.</param>
/// <param name="P90">Their 90th percentile; null if they are too few.</param>
/// <param name="P99">Their 99th percentile; null if they are too few.</param>
/// <param name="Largest">The largest.</param>
/// <param name="MedianRatio">The median by that of the first configuration; null for the first itself.</param>
public sealed record LatencyRow(
    string Configuration,
    int Count,
    double Mean,
    double Median,
    double? P90,
    double? P99,
    double Largest,
    double? MedianRatio
);
