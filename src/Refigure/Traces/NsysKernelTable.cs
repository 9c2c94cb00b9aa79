using System.Text;
using Refigure.Traces.Analysis;
using Refigure.Traces.Reading;

namespace Refigure.Traces;

/// <summary>
/// Reads the table <c>cuda_gpu_kern_sum</c>, as <c>nsys stats</c> writes it (ns) or as the desktop client copies it (each number
/// with its unit, by tab or comma).
/// </summary>
internal static class NsysKernelTable
{
    // Shares are printed with one or two decimals.
    private const double Whole = 99;

    public static KernelSummary Read(TableText table, string source)
    {
        var percent = table.Column("Time");
        var total = table.Column("Total Time");
        var calls = table.Column("Instances");
        var median = table.Column("Med");
        var least = table.Column("Min");
        var most = table.Column("Max");
        if (percent < 0 || total < 0 || calls < 0 || least < 0 || most < 0)
        {
            throw new UserErrorException(
                $"{source} has not the columns of cuda_gpu_kern_sum: expected Time, Total Time, Instances, Avg, Med, Min, Max, StdDev and Name; export it with nsys stats --report cuda_gpu_kern_sum --format csv."
            );
        }

        var power = TableTime.PowerOfHeader(table.Header[total]);
        var rows = new List<(KernelTime Kernel, double Percent)>();
        long skipped = 0;
        Span<Range> fields = stackalloc Range[table.Header.Count];
        while (table.TryLine(out var line))
        {
            if (
                TableLine.Split(line, table.Separator, fields) < fields.Length
                || Nanoseconds(line[fields[total]], power) is not { } sum
                || TableTime.Count(line[fields[calls]]) is not { } count
                || Nanoseconds(line[fields[least]], power) is not { } shortest
                || Nanoseconds(line[fields[most]], power) is not { } longest
                || count <= 0
            )
            {
                skipped++;
                continue;
            }

            var name = Encoding.UTF8.GetString(line[fields[^1]]).Replace("\"\"", "\"", StringComparison.Ordinal);
            rows.Add(
                (
                    new KernelTime(
                        name,
                        KernelClasses.Of(name),
                        count,
                        sum,
                        0,
                        median < 0 ? null : Nanoseconds(line[fields[median]], power),
                        shortest,
                        longest
                    ),
                    Percent(line[fields[percent]])
                )
            );
        }

        if (rows.Count == 0)
        {
            throw new UserErrorException(
                $"{source} has the header of cuda_gpu_kern_sum and no kernels: profile while the engine works."
            );
        }

        var all = rows.Sum(r => r.Kernel.Total);
        var isPart = rows.Sum(r => r.Percent) < Whole;
        return new KernelSummary(
            source,
            [
                .. rows.OrderByDescending(r => r.Kernel.Total)
                    .Select(r => r.Kernel with { Share = isPart ? r.Percent / 100 : r.Kernel.Total / all }),
            ],
            skipped,
            isPart
        );
    }

    private static double? Nanoseconds(ReadOnlySpan<byte> field, int? power) =>
        TableTime.TryRead(field, power, out var picoseconds) && picoseconds >= 0 ? picoseconds / 1000.0 : null;

    private static double Percent(ReadOnlySpan<byte> field) =>
        Microseconds.TryRead(field.Trim("% "u8), 4, out var scaled) ? scaled / 1e4 : 0;
}
