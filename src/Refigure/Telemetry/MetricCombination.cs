namespace Refigure.Telemetry;

/// <summary>What is made of a metric's lines, one for each engine of a server (its label <c>engine</c>) and each model.</summary>
internal enum MetricCombination
{
    /// <summary>All together: requests and tokens.</summary>
    Sum,

    /// <summary>The largest: a share, such as of the fullest KV cache, which is the one that makes requests wait.</summary>
    Largest,
}
