using System.Collections.Immutable;
using System.Globalization;
using Refigure.Nodes.Gpus;

namespace Refigure.Running.Gpus;

/// <summary>Names what an interrupted run left.</summary>
internal static class OrphanWords
{
    /// <summary>A process that was ended, with the memory of GPUs that it held.</summary>
    /// <param name="ended">Its name and id, as <see cref="Processes.IProcessSupervisor.EndOrphans"/> tells them.</param>
    /// <param name="computing">Who computed on GPUs just before.</param>
    public static string Of(string ended, ImmutableArray<GpuProcess> computing)
    {
        GpuProcess[] its =
        [
            .. computing.Where(p =>
                ended.EndsWith(string.Create(CultureInfo.InvariantCulture, $" {p.Id}"), StringComparison.Ordinal)
            ),
        ];
        return its.Length == 0
            ? ended
            : $"{ended}, which held {GpuValue.Mebibytes(its.Sum(p => p.Bytes ?? 0))} of GPU memory as {its[0].Name ?? "a process without a name"}";
    }
}
