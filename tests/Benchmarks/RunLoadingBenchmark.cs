using BenchmarkDotNet.Attributes;
using Refigure.Results;

namespace Refigure.Benchmarks;

/// <summary>
/// From run folders to measurements: the record and the log of each of the artifact's 395 runs, from files that the
/// operating system has in memory, on all cores.
/// </summary>
[MemoryDiagnoser]
public class RunLoadingBenchmark
{
    private readonly RunStore _store = new(VllmLogReader.Instance);
    private StudyRuns? _study;

    [GlobalSetup]
    public void Import() => _study = new StudyRuns();

    [GlobalCleanup]
    public void Delete() => _study?.Delete();

    [Benchmark]
    public int All_runs_of_the_study() => _store.Load([_study!.Root]).Length;

    [Benchmark]
    public int One_experiment_of_132_runs() => _store.Load([_study!.Root], ["model-sweep"]).Length;
}
