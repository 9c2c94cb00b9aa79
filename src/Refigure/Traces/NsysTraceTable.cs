using System.Buffers.Text;
using Refigure.Traces.Reading;

namespace Refigure.Traces;

/// <summary>
/// Reads the table <c>cuda_gpu_trace</c> of <c>nsys stats</c>: a line for each thing that a GPU did, over all GPUs of the machine.
/// </summary>
internal static class NsysTraceTable
{
    public static GpuTrace Read(TableText table, string source)
    {
        var trace = new TraceBuilder(source, TraceFormat.NsysTable);
        var columns = new Columns(table, source);
        Span<Range> fields = stackalloc Range[table.Header.Count];
        long events = 0;
        long kernels = 0;
        long copies = 0;
        long sets = 0;
        long skipped = 0;
        long negative = 0;
        long damaged = 0;
        while (table.TryLine(out var line))
        {
            var count = TableLine.Split(line, table.Separator, fields);
            if (count < fields.Length)
            {
                damaged++;
                continue;
            }

            events++;
            if (
                !TableTime.TryRead(line[fields[columns.Start]], columns.StartPower, out var start)
                || !TableTime.TryRead(line[fields[columns.Duration]], columns.DurationPower, out var duration)
                || duration < 0
            )
            {
                skipped++;
                negative += line[fields[columns.Duration]].Trim((byte)' ') is [(byte)'-', ..] ? 1 : 0;
                continue;
            }

            var name = line[fields[^1]];
            var activity =
                name.StartsWith("[CUDA memcpy"u8) ? GpuActivity.Copy
                : name.StartsWith("[CUDA memset"u8) ? GpuActivity.Set
                : GpuActivity.Kernel;
            kernels += activity == GpuActivity.Kernel ? 1 : 0;
            copies += activity == GpuActivity.Copy ? 1 : 0;
            sets += activity == GpuActivity.Set ? 1 : 0;
            trace.Add(
                Device(line[fields[columns.Device]]),
                TableTime.Count(line[fields[columns.Stream]]) ?? -1,
                new GpuEvent(start / 1000, duration / 1000, trace.Names.OfTable(name), activity)
            );
        }

        return trace.Build(
            new TraceCoverage
            {
                Events = events,
                Kernels = kernels,
                Copies = copies,
                Sets = sets,
                Skipped = skipped,
                NegativeDurations = negative,
                Damaged = damaged,
                IsTruncated = table.IsTruncated,
                Bytes = table.Bytes,
            }
        );
    }

    // The number in the last parentheses: "NVIDIA A100-SXM4-40GB (0)".
    private static long Device(ReadOnlySpan<byte> text)
    {
        var open = text.LastIndexOf((byte)'(');
        return open >= 0 && Utf8Parser.TryParse(text[(open + 1)..], out long number, out _) ? number : -1;
    }

    private readonly struct Columns
    {
        public Columns(TableText table, string source)
        {
            Start = table.Column("Start");
            Duration = table.Column("Duration");
            Device = table.Column("Device");
            Stream = table.Column("Strm");
            if (Start < 0 || Duration < 0 || Device < 0 || Stream < 0)
            {
                throw new UserErrorException(
                    $"{source} has not the columns of cuda_gpu_trace: expected Start, Duration, Device, Strm and Name; export it with nsys stats --report cuda_gpu_trace --format csv."
                );
            }

            StartPower = TableTime.PowerOfHeader(table.Header[Start]);
            DurationPower = TableTime.PowerOfHeader(table.Header[Duration]);
        }

        public int Start { get; }

        public int Duration { get; }

        public int Device { get; }

        public int Stream { get; }

        public int? StartPower { get; }

        public int? DurationPower { get; }
    }
}
