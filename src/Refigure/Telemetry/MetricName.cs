namespace Refigure.Telemetry;

/// <summary>What some versions of an engine call a quantity.</summary>
/// <param name="Quantity">The quantity.</param>
/// <param name="Name">The name in the text of <c>/metrics</c>.</param>
/// <param name="First">The first version that has it; null if all do from the beginning.</param>
/// <param name="Gone">The first version that does not have it any more; null if all newer ones do.</param>
internal sealed record MetricName(TelemetryQuantity Quantity, string Name, Version? First = null, Version? Gone = null)
{
    /// <summary>What is made of several lines.</summary>
    public MetricCombination Combination =>
        Quantity == TelemetryQuantity.KvCacheUsage ? MetricCombination.Largest : MetricCombination.Sum;

    /// <summary>Whether a version has it; one that is not known may.</summary>
    public bool IsIn(Version? version) =>
        version is null || ((First is null || version >= First) && (Gone is null || version < Gone));
}
