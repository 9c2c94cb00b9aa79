using System.Diagnostics;
using System.Globalization;
using Refigure.Files;
using Refigure.Imports;
using Refigure.Results;
using Refigure.Results.Bundles;
using Refigure.Results.Merging;
using Refigure.Secrets;

namespace Refigure.Benchmarks;

/// <summary>
/// 10,000 runs of another machine into an empty runs root, <c>measurements.csv</c> included, and once more when all are there;
/// 5 s were promised. Each run has a short log and gzipped samples. Not a benchmark of BenchmarkDotNet, which would make 60,000
/// files a dozen times.
/// </summary>
internal sealed class MergeCost
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
    private readonly string _folder = Directory.CreateTempSubdirectory("refigure-merge-").FullName;

    /// <summary>Measures it three times and prints all.</summary>
    public static void Print()
    {
        var cost = new MergeCost();
        try
        {
            cost.Prepare();
            for (var round = 1; round <= 3; round++)
            {
                Time($"a bundle, round {round}", () => cost.Merge("n2.tar.gz", $"a-{round}").New);
                Time($"the same once more, round {round}", () => cost.Merge("n2.tar.gz", $"a-{round}").AlreadyThere);
                Time($"a folder, round {round}", () => cost.Merge("theirs", $"b-{round}").New);
            }
        }
        finally
        {
            Directory.Delete(cost._folder, recursive: true);
        }
    }

    private static void Time(string what, Func<int> merge)
    {
        var clock = Stopwatch.StartNew();
        var processor = Process.GetCurrentProcess().TotalProcessorTime;
        var runs = merge();
        var used = Process.GetCurrentProcess().TotalProcessorTime - processor;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{what}: {runs} runs in {clock.Elapsed.TotalSeconds:0.00} s, {used.TotalSeconds:0.00} s of processor"
            )
        );
    }

    private void Prepare()
    {
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
    }

    private MergeResult Merge(string from, string runs) => _merger.Merge(new([PathOf(from)], PathOf(runs)));

    private string PathOf(string name) => Path.Combine(_folder, name);
}
