namespace Refigure.Telemetry;

/// <summary>What a metric is, as its <c># TYPE</c> line says.</summary>
public enum PrometheusType
{
    /// <summary>No line says.</summary>
    Unknown,

    /// <summary>Only grows while the server lives.</summary>
    Counter,

    /// <summary>Goes up and down.</summary>
    Gauge,

    /// <summary>Counts by bucket, with their sum and number.</summary>
    Histogram,

    /// <summary>Quantiles, with sum and number.</summary>
    Summary,
}
