using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using Refigure.Catalog;
using Refigure.Engines;
using Refigure.Environments;
using Refigure.Models;
using Refigure.Planning;
using Refigure.Results;

namespace Refigure.Benchmarks;

/// <summary>A plan over 10,000 runs that are all there, from their records on disk; a second was promised.</summary>
[MemoryDiagnoser]
public class PlanBenchmark : IEnvironmentCatalog, IEnvironmentInstaller, IModelStore
{
    private const int Cases = 1000;
    private const int Iterations = 10;
    private string _root = "";

    /// <inheritdoc />
    public ImmutableArray<string> Names => ["e"];

    [GlobalSetup]
    public void Prepare()
    {
        _root = Directory.CreateTempSubdirectory("refigure-plan-").FullName;
        foreach (var run in Plan().Runs)
        {
            using var pending = PendingRun.Begin(_root, run.Identity);
            pending.Complete(
                new RunRecord
                {
                    Identity = run.Identity,
                    Hash = "",
                    Files = [],
                    Profile = "smoke",
                    Engine = "llamacpp",
                    Environment = "e",
                    Model = "m",
                    DurationSeconds = 1,
                    CommandLine = ["/usr/bin/node", "server.mjs", "--ctx-size", "512"],
                    Inputs = run.Inputs.Fields,
                    InputsHash = run.Inputs.Hash(),
                }
            );
        }
    }

    [GlobalCleanup]
    public void Delete() => Directory.Delete(_root, recursive: true);

    [Benchmark]
    public int Ten_thousand_runs() => Plan().Runs.Count(r => r.Decision == RunDecision.Have);

    /// <inheritdoc />
    public EnvironmentSpec? Find(string name) =>
        new()
        {
            Name = "e",
            Folder = "/",
            Kind = "npm",
            Engine = "llamacpp",
            EngineVersion = "1",
            LockHash = new string('0', 64),
            Lock = "/lock",
        };

    /// <inheritdoc />
    public InstalledEnvironment? Find(EnvironmentSpec spec) => null;

    /// <inheritdoc />
    public long DiskNeeded(EnvironmentSpec spec) => 0;

    /// <inheritdoc />
    public Task<InstalledEnvironment> EnsureAsync(
        EnvironmentSpec spec,
        IWorkProgress progress,
        CancellationToken cancellation
    ) => throw new NotSupportedException();

    /// <inheritdoc />
    public ModelSource? Describe(string model) => new("m", "d", 1, IsThere: true, IsSynthetic: true);

    /// <inheritdoc />
    public Task<ModelFiles> EnsureAsync(string model, IWorkProgress progress, CancellationToken cancellation) =>
        throw new NotSupportedException();

    private Plan Plan() =>
        new Planner(
            this,
            this,
            this,
            new EngineSet(new LlamaCppEngine()),
            _ => ImmutableSortedDictionary<string, string>.Empty.Add("cpu", "a processor"),
            _ => null
        ).Make(new PlanRequest([new ExperimentCases("x", "smoke", All)], _root, "here"));

    private static ImmutableArray<CaseSpec> All { get; } =
    [
        .. Enumerable
            .Range(1, Cases)
            .Select(i => new CaseSpec
            {
                Name = $"case-{i}",
                Model = "m",
                Environment = "e",
                Caches = [new CacheIterations(CacheState.Warm, Iterations)],
                Arguments = ImmutableSortedDictionary<string, string>.Empty.Add("ctx-size", "512"),
            }),
    ];
}
