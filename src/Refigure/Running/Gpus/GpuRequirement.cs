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

    /// <summary>What to do where there is no GPU: the end of a sentence.</summary>
    public string Advice { get; init; } =
        "run it on one that has, choose --profile smoke, or draw from runs that are there with --no-run";

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
            if (!report.Devices.IsEmpty)
            {
                Refuse(environment.Name, GpuFit.OfDriver(report, cuda));
                foreach (var run in group.DistinctBy(r => (r.Identity.Experiment, r.Identity.Case)))
                {
                    Refuse(
                        $"experiment {run.Identity.Experiment}, case {run.Identity.Case}",
                        GpuFit.OfModel(report, run.Case, bytesOf(run))
                    );
                }
            }
            else if (report.Problem is { } problem && !hasDevice())
            {
                throw new UserErrorException(
                    $"{group.First().Identity.Experiment} needs an NVIDIA GPU (environment {group.Key}), and this machine has none: {problem}; {Advice}."
                );
            }
        }
    }

    private static void Refuse(string what, GpuFit fit)
    {
        if (fit.Fits is false)
        {
            throw new UserErrorException($"{what}: {fit.Found}: {fit.Fix}.");
        }
    }
}
