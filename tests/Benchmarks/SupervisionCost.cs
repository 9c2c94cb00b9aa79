using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Refigure.Running.Processes;

namespace Refigure.Benchmarks;

/// <summary>
/// The processor time that the host takes while an engine runs, samples of cores and memory included, in percent of one core:
/// less than 2 was promised. Not a benchmark of BenchmarkDotNet, which measures how long something takes.
/// </summary>
internal static class SupervisionCost
{
    private const int Seconds = 10;

    // A thousand lines at once, more than llama.cpp writes in a start, and then nothing.
    private static readonly string Script =
        $"i=0\nwhile [ $i -lt 1000 ]; do echo \"2026-01-01T00:00:00.000000Z $i DEBUG engine a line of usual length\"; i=$((i+1)); done\nsleep {Seconds}\n";

    /// <summary>Measures it twice, cold and warm, and prints both.</summary>
    public static async Task PrintAsync()
    {
        var folder = Directory.CreateTempSubdirectory("refigure-cost-").FullName;
        try
        {
            var script = Path.Combine(folder, "engine.sh");
            await File.WriteAllTextAsync(script, Script);
            var supervisor = new ProcessSupervisor(TimeProvider.System);
            foreach (var when in new[] { "first", "second" })
            {
                var before = Process.GetCurrentProcess().TotalProcessorTime;
                var clock = Stopwatch.StartNew();
                await using var engine = supervisor.Start(
                    new ProcessRequest(
                        "/bin/sh",
                        [script],
                        ImmutableSortedDictionary<string, string>.Empty,
                        folder,
                        folder,
                        static _ => { }
                    )
                );
                await engine.Completion;
                var used = Process.GetCurrentProcess().TotalProcessorTime - before;
                Console.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{when} start: {used.TotalMilliseconds:0} ms in {clock.Elapsed.TotalSeconds:0.0} s, {used / clock.Elapsed * 100:0.0} % of a core"
                    )
                );
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
