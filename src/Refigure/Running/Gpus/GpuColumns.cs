using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Refigure.Nodes.Gpus;

namespace Refigure.Running.Gpus;

/// <summary>
/// Puts the samples of GPUs beside those of the processor: after the columns of <c>samples.csv</c>, for each GPU
/// <c>gpuN_seconds</c> (when it was sampled, on the same clock), <c>gpuN_memory_bytes</c>, <c>gpuN_use</c> (percent),
/// <c>gpuN_clock_mhz</c>, <c>gpuN_memory_clock_mhz</c>, <c>gpuN_celsius</c>, <c>gpuN_watts</c> and <c>gpuN_reasons</c>
/// (hexadecimal, see <see cref="ThrottleRule"/>).
/// </summary>
/// <remarks>
/// A row has the newest sample that was taken before it, and none if that is older than a second. What was not told is empty.
/// </remarks>
public static class GpuColumns
{
    private const string Separator = ",";
    private static readonly TimeSpan Oldest = TimeSpan.FromSeconds(1);

    private static readonly string[] Names =
    [
        "seconds",
        "memory_bytes",
        "use",
        "clock_mhz",
        "memory_clock_mhz",
        "celsius",
        "watts",
        "reasons",
    ];

    /// <summary>Writes the table with the columns added. Rows that were cut off are left out.</summary>
    /// <param name="rows">The table; its first column is <c>seconds</c>.</param>
    /// <param name="samples">The samples, their time since the same start.</param>
    /// <param name="gpus">The GPUs, by number.</param>
    /// <param name="output">Where it goes.</param>
    public static void Add(TextReader rows, IEnumerable<GpuSample> samples, ImmutableArray<int> gpus, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(output);
        if (rows.ReadLine() is not { } header)
        {
            return;
        }

        var columns = header.Split(',').Length;
        GpuSample[][] each = [.. gpus.Select(gpu => samples.Where(s => s.Gpu == gpu).OrderBy(s => s.At).ToArray())];
        var next = new int[gpus.Length];
        output.Write(header + Separator + string.Join(Separator, gpus.SelectMany(Header)) + "\n");
        var row = new StringBuilder();
        while (rows.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            if (
                cells.Length != columns
                || !double.TryParse(cells[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            )
            {
                continue;
            }

            _ = row.Clear().Append(line);
            for (var i = 0; i < each.Length; i++)
            {
                while (next[i] < each[i].Length && each[i][next[i]].At.TotalSeconds <= seconds)
                {
                    next[i]++;
                }

                Append(row, next[i] == 0 ? null : each[i][next[i] - 1], seconds);
            }

            output.Write(row.Append('\n').ToString());
        }
    }

    private static IEnumerable<string> Header(int gpu) =>
        Names.Select(name => string.Create(CultureInfo.InvariantCulture, $"gpu{gpu}_{name}"));

    private static void Append(StringBuilder row, GpuSample? sample, double seconds)
    {
        if (sample is null || seconds - sample.At.TotalSeconds > Oldest.TotalSeconds)
        {
            _ = row.Append(',', Names.Length);
            return;
        }

        _ = row.Append(
            CultureInfo.InvariantCulture,
            $",{sample.At.TotalSeconds:F6},{sample.UsedBytes},{sample.Use},{sample.Clock},{sample.MemoryClock},{sample.Temperature},{sample.Power},"
        );
        if (sample.Reasons is { } reasons)
        {
            _ = row.Append(CultureInfo.InvariantCulture, $"0x{reasons:x}");
        }
    }
}
