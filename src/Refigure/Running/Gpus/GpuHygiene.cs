using System.Collections.Immutable;
using System.Globalization;
using Refigure.Engines;
using Refigure.Environments;
using Refigure.Nodes.Gpus;

namespace Refigure.Running.Gpus;

/// <summary>Sees to it that a run has its GPUs to itself: waits until nobody else computes there and their memory is free.</summary>
/// <param name="machine">Where.</param>
internal sealed class GpuHygiene(RunMachine machine)
{
    /// <summary>Waits, and begins to watch. Starts nothing for an engine that uses no GPU.</summary>
    /// <param name="environment">The engine's environment.</param>
    /// <param name="command">How the engine will be started.</param>
    /// <param name="arguments">The case's arguments.</param>
    /// <param name="runFolder">The run's folder, for the marks of what is started.</param>
    /// <param name="progress">Hears what is waited for.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="UserErrorException">There is no such GPU, it cannot be asked, or somebody else keeps it.</exception>
    public async Task<GpuWatch> BeginAsync(
        EnvironmentSpec environment,
        EngineCommand command,
        ImmutableSortedDictionary<string, string> arguments,
        string runFolder,
        IRunProgress progress,
        CancellationToken cancellation
    )
    {
        if (environment.Cuda is null || machine.Gpus is not { } gpus)
        {
            return new GpuWatch(machine, [], runFolder);
        }

        var began = machine.Clock.GetTimestamp();
        while (true)
        {
            var report = gpus.Report();
            if (!report.HasProgram)
            {
                // The driver may be there all the same, as in a small container: the engine finds out.
                return new GpuWatch(machine, [], runFolder) { Unwatched = report.Problem };
            }

            var used = Chosen(report, environment, command, arguments);
            if (InTheWay(gpus, used) is not { } busy)
            {
                var watch = new GpuWatch(machine, used, runFolder);
                watch.Begin();
                return watch;
            }

            var waited = machine.Clock.GetElapsedTime(began);
            if (waited >= machine.GpuPatience.Before)
            {
                throw new UserErrorException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{busy.What}, after {waited.TotalSeconds:0.#} s of waiting: {busy.Fix}."
                    )
                );
            }

            progress.Phase($"waiting: {busy.What}");
            await Task.Delay(machine.GpuPatience.Between, machine.Clock, cancellation);
        }
    }

    private static ImmutableArray<GpuDevice> Chosen(
        GpuReport report,
        EnvironmentSpec environment,
        EngineCommand command,
        ImmutableSortedDictionary<string, string> arguments
    )
    {
        if (report.Problem is { } problem)
        {
            throw new UserErrorException($"{environment.Name} needs an NVIDIA GPU, and {problem}.");
        }

        var used = GpusOfRun.Of(report.Devices, command.Variables, arguments);
        var count = GpusOfRun.CountHere(arguments);
        return used.Length >= count
            ? used
            : throw new UserErrorException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{environment.Name} needs {count} {(count == 1 ? "GPU" : "GPUs")} here, and {used.Length} of the machine's {report.Devices.Length} can be seen: change {VisibleGpus.Variable}, or the case."
                )
            );
    }

    // Before a run everybody who computes there is somebody else, wherever it runs.
    private static (string What, string Fix)? InTheWay(IGpuMonitor gpus, ImmutableArray<GpuDevice> used)
    {
        var processes = gpus.Processes().Processes;
        foreach (var gpu in used)
        {
            GpuProcess[] here = [.. processes.Where(p => p.Gpu == gpu.Uuid)];
            if (here.Length > 0)
            {
                string[] visible =
                [
                    .. here.Where(GpuOwners.IsHere).Select(p => p.Id.ToString(CultureInfo.InvariantCulture)),
                ];
                return (
                    $"{Named(gpu)} is in use: {string.Join(", ", here.Select(p => p.ToString()))}",
                    visible.Length == here.Length
                        ? $"end it (kill {string.Join(' ', visible)}), or choose another GPU with {VisibleGpus.Variable}"
                        : $"end it where it runs, which is not here (the driver counts its id), or choose another GPU with {VisibleGpus.Variable}"
                );
            }

            if (gpu.UsedBytes > GpuBaseline.Idle)
            {
                return (
                    $"{Named(gpu)} is in use: {GpuValue.Mebibytes(gpu.UsedBytes.Value)} of its memory are taken, and no process is shown",
                    $"end what uses it, perhaps in another container, or choose another GPU with {VisibleGpus.Variable}"
                );
            }
        }

        return null;
    }

    private static string Named(GpuDevice gpu) =>
        string.Create(CultureInfo.InvariantCulture, $"GPU {gpu.Index} ({gpu.Name})");
}
