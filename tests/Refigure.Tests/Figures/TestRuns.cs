using System.Collections.Immutable;
using System.Globalization;
using Refigure.Results;

namespace Refigure.Tests.Figures;

/// <summary>Builds measured runs from numbers.</summary>
internal static class TestRuns
{
    public static MeasuredRun Run(
        string experiment,
        string model,
        IEnumerable<(string Metric, double? Value)> values,
        string node = "n1",
        string? @case = null,
        CacheState cache = CacheState.Warm,
        int iteration = 1,
        string profile = "paper",
        string? version = "0.10.1.1",
        IEnumerable<(string Key, string Value)>? arguments = null,
        bool valid = true
    )
    {
        var identity = new RunIdentity(experiment, node, @case ?? model, cache, iteration);
        var record = new RunRecord
        {
            Identity = identity,
            Hash = identity.RelativeFolder,
            Profile = profile,
            Engine = "vllm",
            EngineVersion = version,
            Model = model,
            Arguments = (arguments ?? []).ToImmutableSortedDictionary(a => a.Key, a => a.Value),
            Files = [],
            Valid = valid,
            InvalidReasons = valid ? [] : ["the log is empty"],
        };
        var line = 0;
        return new MeasuredRun(
            record,
            Root: "runs",
            Log: null,
            [
                .. values.Select(v => new Measurement(
                    v.Metric,
                    v.Value,
                    "s",
                    v.Value is null
                        ? $"{identity.RelativeFolder}/engine.log"
                        : string.Create(CultureInfo.InvariantCulture, $"{identity.RelativeFolder}/engine.log:{++line}")
                )),
            ]
        );
    }

    /// <summary>Iterations 1, 2, … of one metric.</summary>
    public static IEnumerable<MeasuredRun> Iterations(
        string experiment,
        string model,
        string metric,
        IEnumerable<double?> values,
        CacheState cache = CacheState.Warm,
        string profile = "paper"
    ) =>
        values.Select(
            (v, i) => Run(experiment, model, [(metric, v)], cache: cache, iteration: i + 1, profile: profile)
        );
}
