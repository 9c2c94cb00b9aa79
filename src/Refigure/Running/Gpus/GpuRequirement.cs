using Refigure.Environments;
using Refigure.Nodes.Gpus;
using Refigure.Planning;

namespace Refigure.Running.Gpus;

/// <summary>Refuses runs that need a GPU on a machine that has none, before anything is set up or fetched for them.</summary>
/// <param name="environments">The environments.</param>
/// <param name="gpus">The machine's GPUs; null if they cannot be asked.</param>
/// <param name="hasDevice">Whether the system has an NVIDIA device, also where there is no <c>nvidia-smi</c>.</param>
public sealed class GpuRequirement(IEnvironmentCatalog environments, IGpuMonitor? gpus, Func<bool> hasDevice)
{
    // Linux's driver, and that of Windows as its Linux sees it.
    private static readonly string[] Devices = ["/dev/nvidiactl", "/dev/nvidia0", "/dev/dxg"];

    /// <summary>Whether this system has an NVIDIA device. True where nobody can tell.</summary>
    public static bool HasDevice() => !OperatingSystem.IsLinux() || Devices.Any(File.Exists);

    /// <summary>Checks a plan.</summary>
    /// <exception cref="UserErrorException">Something in it needs a GPU, and there is none.</exception>
    public void Check(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        foreach (var group in plan.ToMake.GroupBy(r => r.Case.Environment, StringComparer.Ordinal))
        {
            if (
                environments.Find(group.Key)?.Cuda is not null
                && gpus?.Report() is { Devices.IsEmpty: true, Problem: { } problem }
                && !hasDevice()
            )
            {
                throw new UserErrorException(
                    $"{group.First().Identity.Experiment} needs an NVIDIA GPU (environment {group.Key}), and this machine has none: {problem}; run it on one that has, choose --profile smoke, or draw from runs that are there with --no-run."
                );
            }
        }
    }
}
