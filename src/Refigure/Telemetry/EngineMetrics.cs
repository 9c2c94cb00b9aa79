using System.Collections.Frozen;
using System.Collections.Immutable;
using Refigure.Engines;

namespace Refigure.Telemetry;

/// <summary>How one version of an engine says what it does: which lines of its <c>/metrics</c> hold which quantity.</summary>
public sealed class EngineMetrics
{
    private static readonly int Quantities = Enum.GetValues<TelemetryQuantity>().Length;
    private readonly ImmutableArray<MetricName> _names;
    private readonly FrozenDictionary<string, int> _places;

    private EngineMetrics(ImmutableArray<MetricName> names)
    {
        _names = names;
        _places = names
            .Select((name, place) => KeyValuePair.Create(name.Name, place))
            .ToFrozenDictionary(StringComparer.Ordinal);
        Selection = PrometheusSelection.Of(names.Select(name => name.Name));
    }

    /// <summary>The lines that are of interest.</summary>
    public PrometheusSelection Selection { get; }

    /// <summary>Those of an engine; none is known of an engine that is not.</summary>
    /// <param name="engine">The engine: <c>vllm</c>, <c>llamacpp</c>, <c>transformers</c>, <c>tgi</c>.</param>
    /// <param name="version">Its version; names of all versions are tried if it cannot be compared, or is null.</param>
    public static EngineMetrics Of(string engine, string? version) =>
        new(MetricNames.Of(engine, version is null ? null : VllmKnobs.Parse(version)));

    /// <summary>Those of a server of which nobody says what it is: the names of all engines are tried.</summary>
    public static EngineMetrics OfAny() => new(MetricNames.All);

    /// <summary>The name that a quantity has, the preferred one; null if the engine does not tell it.</summary>
    public string? NameOf(TelemetryQuantity quantity) => _names.FirstOrDefault(name => name.Quantity == quantity)?.Name;

    /// <summary>
    /// A value for each quantity. Requests and tokens of several engines of one server are added up; of the use of their KV
    /// caches the largest is taken. A value that is no number makes the quantity unknown.
    /// </summary>
    public ImmutableArray<double?> Combine(IEnumerable<PrometheusSample> samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var found = new double?[_names.Length];
        foreach (var sample in samples)
        {
            if (_places.TryGetValue(sample.Name, out var place))
            {
                found[place] =
                    found[place] is not { } before ? sample.Value
                    : _names[place].Combination == MetricCombination.Sum ? before + sample.Value
                    : Math.Max(before, sample.Value);
            }
        }

        var values = new double?[Quantities];
        for (var place = 0; place < found.Length; place++)
        {
            ref var value = ref values[(int)_names[place].Quantity];
            value ??= found[place] is { } known && double.IsFinite(known) ? known : null;
        }

        return [.. values];
    }
}
