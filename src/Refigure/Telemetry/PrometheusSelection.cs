using System.Collections.Frozen;

namespace Refigure.Telemetry;

/// <summary>Which metrics of a server's text are of interest. What is not is passed over without a copy.</summary>
public sealed class PrometheusSelection
{
    private const int LongestName = 256;
    private readonly FrozenSet<string>? _names;
    private readonly bool _histograms;

    private PrometheusSelection(FrozenSet<string>? names, bool histograms)
    {
        _names = names;
        _histograms = histograms;
    }

    /// <summary>All but the parts of histograms and summaries.</summary>
    public static PrometheusSelection Plain { get; } = new(null, histograms: false);

    /// <summary>All, histograms and summaries too.</summary>
    public static PrometheusSelection All { get; } = new(null, histograms: true);

    /// <summary>Those of exactly these names; a name such as <c>x_sum</c> asks for that part of a histogram.</summary>
    public static PrometheusSelection Of(IEnumerable<string> names) =>
        new(names.ToFrozenSet(StringComparer.Ordinal), histograms: true);

    /// <summary>Whether a line with this name is of interest.</summary>
    /// <param name="name">The name, ASCII.</param>
    /// <param name="type">What its family is.</param>
    internal bool Has(ReadOnlySpan<byte> name, PrometheusType type)
    {
        // The client libraries' own "when was this made": as many lines as counters, and nobody's measurement.
        if (name.EndsWith("_created"u8) || name.Length > LongestName)
        {
            return false;
        }

        if (_names is null)
        {
            return _histograms
                || (type is not (PrometheusType.Histogram or PrometheusType.Summary) && !name.EndsWith("_bucket"u8));
        }

        Span<char> text = stackalloc char[LongestName];
        for (var i = 0; i < name.Length; i++)
        {
            text[i] = (char)name[i];
        }

        return _names.GetAlternateLookup<ReadOnlySpan<char>>().Contains(text[..name.Length]);
    }
}
