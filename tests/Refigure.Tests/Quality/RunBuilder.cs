using System.Collections.Immutable;
using Refigure.Logs;
using Refigure.Results;

namespace Refigure.Tests.Quality;

/// <summary>Runs made up for the checks.</summary>
internal static class RunBuilder
{
    public static MeasuredRun Run(
        string experiment = "model-sweep",
        string node = "n1",
        string model = "yi-6b",
        CacheState cache = CacheState.Warm,
        int iteration = 1,
        StartupLog? log = null,
        string? digest = null,
        string? claimedVersion = null,
        IEnumerable<(string Key, string Value)>? variables = null,
        IEnumerable<(string Key, string Value)>? arguments = null,
        IEnumerable<(string Metric, double? Value)>? values = null
    )
    {
        var identity = new RunIdentity(experiment, node, model, cache, iteration);
        var record = new RunRecord
        {
            Identity = identity,
            Hash = digest ?? identity.RelativeFolder,
            Profile = "paper",
            Engine = "vllm",
            EngineVersion = claimedVersion,
            Model = model,
            Files = [new RawFile("engine.log", digest ?? identity.RelativeFolder, 1)],
            Arguments = (arguments ?? []).ToImmutableSortedDictionary(v => v.Key, v => v.Value, StringComparer.Ordinal),
            Variables = (variables ?? []).ToImmutableSortedDictionary(v => v.Key, v => v.Value, StringComparer.Ordinal),
        };
        return new MeasuredRun(
            record,
            "runs",
            log ?? Log(),
            [.. (values ?? []).Select(v => new Measurement(v.Metric, v.Value, "s", "engine.log:1"))]
        );
    }

    public static StartupLog Log(
        string? version = "0.10.1.1",
        TimestampResolution resolution = TimestampResolution.Millisecond,
        CompileCacheState compileCache = CompileCacheState.Loaded,
        string? backend = null,
        long? first = null,
        long? last = null,
        IEnumerable<PhaseReading>? phases = null,
        params (string Key, string Value)[] arguments
    ) =>
        new()
        {
            EngineVersion = version,
            BannerLine = 7,
            Resolution = resolution,
            CompileCache = compileCache,
            AttentionBackend = backend,
            LineCount = 10,
            FirstStamp = first,
            LastStamp = last,
            Arguments = arguments.ToImmutableSortedDictionary(a => a.Key, a => a.Value, StringComparer.Ordinal),
            Phases = [.. phases ?? []],
        };
}
