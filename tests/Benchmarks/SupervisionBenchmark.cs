using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using Refigure.Running.Processes;

namespace Refigure.Benchmarks;

/// <summary>
/// Supervision on Linux: from start to the verified end of a process, and one look for its tree over all of <c>/proc</c>,
/// which sampling takes once a second.
/// </summary>
[MemoryDiagnoser]
public class SupervisionBenchmark
{
    private readonly ProcessSupervisor _supervisor = new(TimeProvider.System);
    private readonly ProcessTree _tree = new(new ProcessIdentity(int.MaxValue, 0, "", "none"), trustSession: true);
    private string _folder = "";

    [GlobalSetup]
    public void Prepare() => _folder = Directory.CreateTempSubdirectory("refigure-supervision-").FullName;

    [GlobalCleanup]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [Benchmark]
    public async Task<int> Start_to_end_of_a_process_that_writes_a_line()
    {
        await using var process = _supervisor.Start(
            new ProcessRequest("/bin/echo", ["up"], ImmutableSortedDictionary<string, string>.Empty, _folder, _folder)
        );
        return (await process.Completion).Status;
    }

    [Benchmark]
    public int Find_a_tree() => _tree.Find().Count;
}
