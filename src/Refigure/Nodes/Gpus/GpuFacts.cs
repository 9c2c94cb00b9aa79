using System.Globalization;

namespace Refigure.Nodes.Gpus;

/// <summary>What <c>nvidia-smi</c> says of a machine's GPUs.</summary>
/// <param name="Name">Their name; several different ones with a plus between them.</param>
/// <param name="Count">How many there are.</param>
/// <param name="MemoryBytes">Memory of the smallest; null if it does not say.</param>
/// <param name="Driver">The driver's version.</param>
internal sealed record GpuFacts(string Name, int Count, long? MemoryBytes, string Driver)
{
    private const long Mebibyte = 1 << 20;

    /// <summary>Reads <see cref="NvidiaSmi.Query"/>'s lines; null if they are something else, or there are none.</summary>
    public static GpuFacts? Read(string? lines)
    {
        var rows = (lines ?? "")
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(", "))
            .ToArray();
        if (rows.Length == 0 || rows.Any(row => row.Length != 3))
        {
            return null;
        }

        long? memory = null;
        foreach (var row in rows)
        {
            if (long.TryParse(row[1], NumberStyles.None, CultureInfo.InvariantCulture, out var mebibytes))
            {
                memory = Math.Min(memory ?? long.MaxValue, mebibytes * Mebibyte);
            }
        }

        var names = string.Join(" + ", rows.Select(row => row[0]).Distinct(StringComparer.Ordinal));
        return new GpuFacts(names, rows.Length, memory, rows[0][2]);
    }
}
