using System.Collections.Immutable;

namespace Refigure.Telemetry;

/// <summary>One line of Prometheus text.</summary>
/// <param name="Name">The metric's name, such as <c>vllm:num_requests_running</c>.</param>
/// <param name="Labels">Its labels, in their order.</param>
/// <param name="Value">The value; may be NaN or infinite.</param>
/// <param name="Type">What it is.</param>
public sealed record PrometheusSample(
    string Name,
    ImmutableArray<KeyValuePair<string, string>> Labels,
    double Value,
    PrometheusType Type
)
{
    /// <summary>The value of a label; null if it has none of that name.</summary>
    public string? Label(string name)
    {
        foreach (var (key, value) in Labels)
        {
            if (key == name)
            {
                return value;
            }
        }

        return null;
    }
}
