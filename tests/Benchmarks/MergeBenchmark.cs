using BenchmarkDotNet.Attributes;
using Refigure.Files;
using Refigure.Imports;
using Refigure.Results;
using Refigure.Results.Bundles;
using Refigure.Results.Merging;
using Refigure.Secrets;

namespace Refigure.Benchmarks;

/// <summary>
/// 10,000 runs of another machine into an empty runs root, <c>measurements.csv</c> included, and once more when all are there;
/// 5 s were promised. Each run has a log of the study and its samples.
/// </summary>
[MemoryDiagnoser]
public class MergeBenchmark
{
    private const int Runs = 10_000;
    private static readonly byte[] Log =
        "INFO Initializing a V1 LLM engine (v0.10.1.1) with config: model='./models/yi-6b', x\nINFO Loading weights took 0.78 seconds\n"u8.ToArray();

    private readonly Merger _merger = new(
        new RunStore(VllmLogReader.Instance),
        new Importer(VllmLogReader.Instance),
        PhysicalFileSystem.Instance,
        _ => long.MaxValue
    );
    private string _folder = "";
    private int _count;

    [GlobalSetup]
    public void Prepare()
    {
        _folder = Directory.CreateTempSubdirectory("refigure-merge-").FullName;
        var records = new List<RunRecord>();
        for (var i = 0; i < Runs; i++)
        {
            using var run = PendingRun.Begin(
                PathOf("theirs"),
                new("x", "n2", $"case-{i / 10}", CacheState.Warm, (i % 10) + 1)
            );
            using var log = new MemoryStream([.. Log, .. System.Text.Encoding.ASCII.GetBytes($"# {i}\n")]);
            using var samples = new MemoryStream("seconds,cpu0\n0.1,50\n"u8.ToArray());
            run.Add(RawFiles.EngineLog, log);
            run.Add(RawFiles.Samples, samples, compress: true);
            records.Add(
                run.Complete(
                    new RunRecord
                    {
                        Identity = run.Identity,
                        Hash = "",
                        Files = [],
                        Profile = "lab",
                        Engine = "vllm",
                        Model = "m",
                    }
                )
            );
        }

        new BundleWriter(PhysicalFileSystem.Instance, SecretMask.None).Write(
            PathOf("theirs"),
            "n2",
            records,
            PathOf("n2.tar.gz")
        );
        Merge("n2.tar.gz", "there");
    }

    [GlobalCleanup]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [IterationSetup]
    public void Next() => _count++;

    [Benchmark]
    public int A_bundle() => Merge("n2.tar.gz", $"mine-{_count}").New;

    [Benchmark]
    public int A_folder() => Merge("theirs", $"mine-{_count}").New;

    [Benchmark]
    public int A_bundle_whose_runs_are_all_there() => Merge("n2.tar.gz", "there").AlreadyThere;

    private MergeResult Merge(string from, string runs) => _merger.Merge(new([PathOf(from)], PathOf(runs)));

    private string PathOf(string name) => Path.Combine(_folder, name);
}
