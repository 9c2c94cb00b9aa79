using System.Collections.Immutable;
using System.Globalization;
using Refigure.Nodes.Gpus;
using Refigure.Running.Processes;

namespace Refigure.Running.Gpus;

/// <summary>Sees to it that GPUs have their memory back after a run.</summary>
/// <param name="machine">Where.</param>
/// <param name="before">The GPUs as they were before it.</param>
internal sealed class GpuRelease(RunMachine machine, ImmutableArray<GpuDevice> before)
{
    /// <summary>Waits; what is left of the engine by then is ended.</summary>
    /// <param name="engine">Which it was.</param>
    /// <param name="facts">Takes the memory before and after.</param>
    /// <param name="progress">Hears what is waited for.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>That memory was not given back, a clause for each GPU.</returns>
    public async Task<ImmutableArray<string>> WaitAsync(
        ProcessIdentity engine,
        ImmutableSortedDictionary<string, string>.Builder facts,
        IRunProgress progress,
        CancellationToken cancellation
    )
    {
        var began = machine.Clock.GetTimestamp();
        while (true)
        {
            var report = machine.Gpus!.Report();
            var above = GpuBaseline.Above(report.Devices, before);
            var waited = machine.Clock.GetElapsedTime(began);
            if (above.IsEmpty || waited >= machine.GpuPatience.After)
            {
                Tell(facts, report);
                return above.IsEmpty ? [] : Left(engine, above, waited);
            }

            progress.Phase(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"waiting: GPU {above[0].Index} still holds {GpuValue.Mebibytes(above[0].UsedBytes!.Value)}"
                )
            );
            await Task.Delay(machine.GpuPatience.Between, machine.Clock, cancellation);
        }
    }

    private ImmutableArray<string> Left(ProcessIdentity engine, ImmutableArray<GpuDevice> above, TimeSpan waited)
    {
        var holders = machine.Gpus!.Processes().Processes;
        var ended = machine.Processes.EndOrphans(engine);
        return
        [
            .. above.Select(gpu =>
            {
                var then = before.First(b => b.Uuid == gpu.Uuid).UsedBytes!.Value;
                string[] here = [.. holders.Where(h => h.Gpu == gpu.Uuid).Select(h => h.ToString())];
                return string.Create(
                        CultureInfo.InvariantCulture,
                        $"GPU {gpu.Index} still held {GpuValue.Mebibytes(gpu.UsedBytes!.Value)} {waited.TotalSeconds:0.#} s after its end, {GpuValue.Mebibytes(then)} before it"
                    )
                    + (here.Length == 0 ? "" : $" ({string.Join(", ", here)})")
                    + (ended.Count == 0 ? "" : $"; what was left of it was ended: {string.Join(", ", ended)}");
            }),
        ];
    }

    private void Tell(ImmutableSortedDictionary<string, string>.Builder facts, GpuReport after)
    {
        foreach (var gpu in before)
        {
            var now = after.Devices.FirstOrDefault(d => d.Uuid == gpu.Uuid);
            Add("memory_before", gpu.Index, gpu.UsedBytes);
            Add("memory_after", gpu.Index, now?.UsedBytes);
        }

        void Add(string name, int gpu, long? bytes) =>
            facts[string.Create(CultureInfo.InvariantCulture, $"{name}:{gpu}")] = bytes is { } known
                ? GpuValue.Mebibytes(known)
                : $"not known{(after.Problem is { } problem ? $": {problem}" : "")}";
    }
}
