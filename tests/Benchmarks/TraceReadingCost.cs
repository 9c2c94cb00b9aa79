using System.Diagnostics;
using System.Globalization;
using Refigure.Traces;
using Refigure.Traces.Analysis;

namespace Refigure.Benchmarks;

/// <summary>
/// What a whole trace costs a process that reads no other: time and peak memory. <c>trace MB</c> reads one that is generated on the
/// way, <c>trace FILE [TIMES]</c> one that is there, <c>trace write FILE MB</c> writes one, for other programs to read the same, <c>trace sqlite KERNELS</c> reads an export of Nsight
/// Systems that is written before.
/// </summary>
internal static class TraceReadingCost
{
    public static void Print(IReadOnlyList<string> what)
    {
        if (what is ["write", var file, var size])
        {
            using var generated = new GeneratedTrace(Number(size));
            using var output = File.Create(file);
            generated.CopyTo(output);
            return;
        }

        if (what is ["sqlite", var kernels])
        {
            NsysReadingCost.Print(Number(kernels));
            return;
        }

        // The first reading compiles the code; a trace of gigabytes does not notice.
        var times = what is [_, var repeated] ? Number(repeated) : 1;
        for (var i = 0L; i < times; i++)
        {
            Once(what is [var named, ..] ? named : "1000");
        }
    }

    private static void Once(string named)
    {
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var start = Stopwatch.GetTimestamp();
        var trace = Read(named);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        process.Refresh();
        var read = (process.TotalProcessorTime - before).TotalSeconds;
        start = Stopwatch.GetTimestamp();
        var analysis = TraceAnalysis.Of([trace]);
        var analysed = Stopwatch.GetElapsedTime(start).TotalSeconds;
        process.Refresh();
        Console.WriteLine(
            $"{trace.Coverage.Bytes / 1e6:0.0} MB, {trace.Coverage.Events} events, {trace.Coverage.Kernels} kernels: read in {seconds:0.000} s, processor {read:0.000} s ({trace.Coverage.Bytes / 1e6 / read:0} MB/s); "
                + $"analysed in {analysed:0.000} s ({analysis.TopKernels.Length} names); peak memory {process.PeakWorkingSet64 / 1e6:0} MB"
        );
    }

    private static GpuTrace Read(string named)
    {
        if (File.Exists(named))
        {
            return TraceFiles.Read(named).Traces[0];
        }

        using var generated = new GeneratedTrace(Number(named));
        return KinetoReader.Read(generated, "generated.json");
    }

    private static long Number(string text) => long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
