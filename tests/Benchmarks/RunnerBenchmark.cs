using BenchmarkDotNet.Attributes;
using Refigure.Files;
using Refigure.Running.Processes;
using Refigure.Running.SelfTest;

namespace Refigure.Benchmarks;

/// <summary>
/// What the runner adds to an engine: a whole experiment of four runs whose engine takes a few milliseconds, with lock, plan,
/// cache states, evidence, records and measurements. A quarter of it is an upper bound of the cost of a run.
/// </summary>
[MemoryDiagnoser]
public class RunnerBenchmark
{
    private readonly ProcessSupervisor _supervisor = new(TimeProvider.System);
    private string _folder = "";
    private SelfTestWorld _world = null!;

    [GlobalSetup]
    public void Prepare()
    {
        _folder = Directory.CreateTempSubdirectory("refigure-runner-").FullName;
        _world = new SelfTestWorld(_folder, TimeProvider.System);
    }

    [GlobalCleanup]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [Benchmark(OperationsPerInvoke = 4)]
    public async Task<int> A_run()
    {
        var root = Path.Combine(_folder, Guid.NewGuid().ToString("N"));
        var summary = await _world.RunAsync(root, PhysicalFileSystem.Instance, _supervisor, CancellationToken.None);
        Directory.Delete(root, recursive: true);
        return summary.Outcomes.Length;
    }
}
