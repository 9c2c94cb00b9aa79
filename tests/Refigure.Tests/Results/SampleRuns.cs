using System.Collections.Immutable;
using System.Text;
using Refigure.Results;

namespace Refigure.Tests.Results;

internal static class SampleRuns
{
    public const string Log =
        "INFO Initializing a V1 LLM engine (v0.10.1.1) with config: model='./models/yi-6b', x\nINFO Loading weights took 0.78 seconds\n";

    public static RunIdentity Identity(int iteration = 1, string name = "yi-6b", string experiment = "model-sweep") =>
        new(experiment, "n1", name, CacheState.Warm, iteration);

    public static RunRecord Record(RunIdentity? identity = null) =>
        new()
        {
            Identity = identity ?? Identity(),
            Hash = "",
            Files = [],
            Profile = "paper",
            Environment = "vllm-0.10.1.1",
            Engine = "vllm",
            EngineVersion = "0.10.1.1",
            Model = "yi-6b",
        };

    public static RunRecord Full() =>
        Record() with
        {
            Hash = "aa",
            Arguments = Map(("load-format", "safetensors"), ("max_model_len", "16752")),
            CommandLine = ["vllm", "serve", "a \"b\"", "ü"],
            Variables = Map(("VLLM_USE_V1", "1")),
            Start = new DateTimeOffset(2026, 2, 9, 16, 9, 50, 875, TimeSpan.Zero).AddTicks(1230),
            End = new DateTimeOffset(2026, 2, 9, 16, 10, 13, TimeSpan.Zero),
            DurationSeconds = 22.4123456789,
            ExitStatus = -9,
            EnvironmentLockHash = "bb",
            PatchHashes = Map(("profile.patch", "cc")),
            ModelRevision = "main",
            ModelBytes = 12_000_000_000,
            NodeFacts = Map(("gpu", "H100 NVL")),
            CacheEvidence = Map(("compile_cache", "loaded")),
            Inputs = Map(("arg.max-model-len", "16752"), ("engine", "vllm")),
            InputsHash = "ee",
            PeakMemoryBytes = 5_000_000_000,
            ImportedFrom = "figures/figure-2/x.txt",
            Files = [new("engine.log", "dd", 12)],
            Valid = false,
            InvalidReasons = ["the engine's log is empty"],
        };

    public static RunRecord Store(string root, RunIdentity? identity = null, string log = Log, bool compress = false)
    {
        var record = Record(identity);
        using var run = PendingRun.Begin(root, record.Identity);
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(log));
        run.Add("engine.log", content, compress);
        return run.Complete(record);
    }

    private static ImmutableSortedDictionary<string, string> Map(params (string Key, string Value)[] pairs) =>
        pairs.ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value);
}
