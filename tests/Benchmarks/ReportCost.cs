using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Refigure.Reports;
using Refigure.Reports.Comparisons;
using Refigure.Reports.Page;
using Refigure.Reports.Runs;
using Refigure.Results;

namespace Refigure.Benchmarks;

/// <summary>
/// A report of 10,000 runs, step by step: reading them and their logs, checking every digest, writing the page. 5 s and 20 MB were
/// promised. The runs are those recorded of vLLM's starts again and again, under other names.
/// </summary>
internal static class ReportCost
{
    private const int Runs = 10_000;

    /// <summary>Measures it three times and prints all.</summary>
    /// <param name="recorded">The recorded runs of the checkout.</param>
    public static void Print(string recorded)
    {
        var root = Directory.CreateTempSubdirectory("refigure-report-").FullName;
        try
        {
            Prepare(recorded, root);
            for (var round = 1; round <= 3; round++)
            {
                Console.WriteLine($"round {round}");
                var runs = Time(
                    "runs and logs read",
                    () => new RunStore(VllmLogReader.Instance).LoadReadable([root]).Runs
                );
                var read = Time(
                    "digests checked, samples read",
                    () =>
                    {
                        var all = new ReportRun[runs.Length];
                        Parallel.For(0, all.Length, i => all[i] = RunReader.Read(runs[i], [], whole: false));
                        return ImmutableArray.Create(all);
                    }
                );
                var comparisons = Time("sets of runs compared", () => RunComparisons.Within(runs));
                var page = Time(
                    "page written",
                    () =>
                        ReportPage.Of(
                            new Report
                            {
                                Figures = [],
                                Runs = read,
                                Comparisons = comparisons,
                                Commit = "benchmark",
                            }
                        )
                );
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {page.Length / 1e6:0.0} MB"));
            }
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static T Time<T>(string what, Func<T> step)
    {
        var clock = Stopwatch.StartNew();
        var processor = Process.GetCurrentProcess().TotalProcessorTime;
        var result = step();
        var used = Process.GetCurrentProcess().TotalProcessorTime - processor;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"  {what}: {clock.Elapsed.TotalSeconds:0.00} s, {used.TotalSeconds:0.00} s of processor"
            )
        );
        return result;
    }

    private static void Prepare(string recorded, string root)
    {
        var originals = new RunStore(VllmLogReader.Instance).Load([recorded], ["model-sweep", "graph-sizes"]);
        for (var i = 0; i < Runs; i++)
        {
            var (original, round) = (originals[i % originals.Length], i / originals.Length);
            var identity = original.Record.Identity with
            {
                Node = $"n{round / 40}",
                Iteration = (round % 40 * 10) + original.Record.Identity.Iteration,
            };
            using var run = PendingRun.Begin(root, identity);
            foreach (var file in original.Record.Files)
            {
                using var content = RawFiles.Open(
                    RunFolder.PathOf(original.Root, original.Record.Identity),
                    file.Name
                )!;
                run.Add(file.Name, content, compress: true);
            }

            _ = run.Complete(original.Record with { Identity = identity });
        }
    }
}
