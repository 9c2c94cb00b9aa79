using System.Collections.Immutable;
using Refigure.Catalog;
using Refigure.Doctor;
using Refigure.Engines;
using Refigure.Environments;
using Refigure.Models;
using Refigure.Nodes.Gpus;
using Refigure.Planning;
using Refigure.Results;

namespace Refigure.Tests.Doctor;

/// <summary>What is to be run, and the machine that is to run it, as tests need them.</summary>
internal static class Patient
{
    public const long Gibibyte = 1L << 30;

    public static DoctorNeeds Nothing { get; } = new([], Plan: null, "/store", "/runs");

    public static GpuDevice Device { get; } =
        new(0, "GPU-0", "NVIDIA H100 80GB HBM3", "580.159.04")
        {
            MemoryBytes = 80 * Gibibyte,
            UsedBytes = 0,
            ComputeCapability = "9.0",
            Persistence = "Enabled",
            PowerLimit = 700,
            Power = 70,
            Clock = 345,
            HighestClock = 1980,
            Temperature = 30,
            Reasons = 0,
        };

    public static GpuReport Gpus(params GpuDevice[] devices) => new([.. devices], "13.0", Problem: null);

    public static EnvironmentSpec Environment { get; } =
        new()
        {
            Name = "vllm-1",
            Folder = "/envs/vllm-1",
            Kind = "python-venv",
            Engine = "vllm",
            EngineVersion = "0.25.1",
            LockHash = new string('0', 64),
            Lock = "/envs/vllm-1/requirements.txt",
            Python = "3.12",
            Cuda = "13.0",
        };

    public static DoctorNeeds Needs(params NeededCase[] cases) => new([.. cases], Plan([]), "/store", "/runs");

    public static Plan Plan(ImmutableArray<PlannedRun> runs, long environments = 0, long models = 0, long raw = 0) =>
        new(
            runs,
            ImmutableSortedDictionary<string, long>.Empty.Add("e", environments),
            ImmutableSortedDictionary<string, long>.Empty.Add("m", models),
            raw
        );

    public static NeededCase Case(
        string model = "m",
        long? bytes = Gibibyte,
        string arguments = "",
        CacheState cache = CacheState.Warm,
        EnvironmentSpec? environment = null
    ) =>
        new(
            "x",
            new CaseSpec
            {
                Name = model,
                Model = model,
                Environment = "vllm-1",
                Caches = [new CacheIterations(cache, 1)],
                Arguments = arguments
                    .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                    .Select(a => a.Split('='))
                    .ToImmutableSortedDictionary(a => a[0], a => a[1], StringComparer.Ordinal),
            },
            environment ?? Environment,
            new VllmEngine(),
            bytes is { } size ? new ModelSource(model, "d", size, IsThere: true, IsSynthetic: true) : null
        );

    public static async Task<Finding[]> Says(this ICheck check, DoctorNeeds needs) =>
        [.. await check.CheckAsync(needs, CancellationToken.None)];

    public static async Task<Finding> SaysOne(this ICheck check, DoctorNeeds needs) =>
        (await check.Says(needs)).ShouldHaveSingleItem();
}
