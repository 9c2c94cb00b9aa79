using Refigure.Environments;
using Refigure.Nodes.Gpus;
using Refigure.Planning;

namespace Refigure.Running.Gpus;

/// <summary>
/// Refuses runs that this machine's GPUs cannot do, before anything is set up or fetched for them: there is none, the driver is
/// too old, a model does not fit.
/// </summary>
/// <param name="environments">The environments.</param>
/// <param name="gpus">The machine's GPUs; null if they cannot be asked.</param>
/// <param name="hasDevice">Whether the system has an NVIDIA device, also where there is no <c>nvidia-smi</c>.</param>
/// <param name="bytesOf">The size of a run's weights; null if nobody knows.</param>
public sealed class GpuRequirement(
    IEnvironmentCatalog environments,
    IGpuMonitor? gpus,
    Func<bool> hasDevice,
    Func<PlannedRun, long?> bytesOf
)
{
    // Linux's driver, and that of Windows as its Linux sees it.
    private static readonly string[] Devices = ["/dev/nvidiactl", "/dev/nvidia0", "/dev/dxg"];

    /// <summary>Whether this system has an NVIDIA device. True where nobody can tell.</summary>
    public static bool HasDevice() => !OperatingSystem.IsLinux() || Devices.Any(File.Exists);

    /// <summary>Checks a plan.</summary>
    /// <exception cref="UserErrorException">Something in it needs a GPU that is not there.</exception>
    public void Check(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        GpuReport? report = null;
        foreach (var group in plan.ToMake.GroupBy(r => r.Case.Environment, StringComparer.Ordinal))
        {
            if (gpus is null || environments.Find(group.Key) is not { Cuda: { } cuda } environment)
            {
                continue;
            }

            report ??= gpus.Report();
            if (report is { Devices: [var first, ..] })
            {
                RefuseDriver(first.Driver, report.Cuda, cuda, environment);
                foreach (var run in group.DistinctBy(r => (r.Identity.Experiment, r.Identity.Case)))
                {
                    RefuseSize(run, report);
                }
            }
            else if (report.Problem is { } problem && !hasDevice())
            {
                throw new UserErrorException(
                    $"{group.First().Identity.Experiment} needs an NVIDIA GPU (environment {group.Key}), and this machine has none: {problem}; run it on one that has, choose --profile smoke, or draw from runs that are there with --no-run."
                );
            }
        }
    }

    private static void RefuseDriver(string driver, string? driverCuda, string cuda, EnvironmentSpec environment)
    {
        if (CudaRule.Runs(driver, driverCuda, cuda) is false)
        {
            var least = CudaRule.LeastDriver(cuda) is { } version ? $" ({version} or newer)" : "";
            throw new UserErrorException(
                $"The packages of {environment.Name} were built with CUDA {cuda}, and the driver {driver} runs CUDA {driverCuda ?? "of an older major version"}: update the driver{least}, or choose an environment with an older CUDA."
            );
        }
    }

    private void RefuseSize(PlannedRun run, GpuReport report)
    {
        var place = $"experiment {run.Identity.Experiment}, case {run.Identity.Case}";
        var count = GpusOfRun.Count(run.Case.Arguments);
        var used = GpusOfRun.Of(report.Devices, run.Case.Variables, run.Case.Arguments);
        if (used.Length < count)
        {
            throw new UserErrorException(
                $"{place}: it takes {count} GPUs, and {used.Length} can be seen: run it on a machine with {count}; see {VisibleGpus.Variable}."
            );
        }

        if (bytesOf(run) is not { } weights || used.Min(g => g.MemoryBytes) is not { } memory)
        {
            return;
        }

        var needed = GpuMemoryRule.Needed(weights, count);
        var allowed = GpuMemoryRule.Allowed(memory, run.Case.Arguments);
        if (needed > allowed)
        {
            throw new UserErrorException(
                $"{place}: {run.Case.Model} needs {GpuValue.Mebibytes(needed)} of each GPU, and may take {GpuValue.Mebibytes(allowed)} of {GpuValue.Mebibytes(memory)}: run it on a larger GPU or on more (tensor-parallel-size), or choose a smaller model."
            );
        }
    }
}
