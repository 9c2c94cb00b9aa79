using System.Globalization;
using Refigure.Nodes.Gpus;
using Refigure.Running.Gpus;

namespace Refigure.Doctor;

/// <summary>Which GPUs there are, and that their driver runs what environments bring.</summary>
/// <param name="gpus">What <c>nvidia-smi</c> says.</param>
public sealed class GpuCheck(GpuReport gpus) : ICheck
{
    /// <inheritdoc />
    public Task<IReadOnlyList<Finding>> CheckAsync(DoctorNeeds needs, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(needs);
        return Task.FromResult<IReadOnlyList<Finding>>(
            !needs.IsGeneral && !needs.NeedsGpu ? [] : [Gpus(needs), .. Drivers(needs)]
        );
    }

    private Finding Gpus(DoctorNeeds needs)
    {
        if (gpus.Problem is { } problem)
        {
            return new Finding(
                "GPU",
                $"none: {problem}",
                gpus.HasProgram && needs.IsGeneral ? Verdict.Note : DoctorNeeds.Absent(needs.NeedsGpu),
                needs.NeedsGpu
                    ? "run it on a machine with an NVIDIA GPU and its driver, or choose --profile smoke, which needs none"
                    : "only profile smoke runs here"
            );
        }

        var names = gpus
            .Devices.GroupBy(d => (d.Name, d.MemoryBytes, d.ComputeCapability))
            .Select(g =>
                string.Create(CultureInfo.InvariantCulture, $"{g.Count()} × {g.Key.Name}")
                + (g.Key.MemoryBytes is { } memory ? $", {GpuValue.Mebibytes(memory)}" : "")
                + (g.Key.ComputeCapability is { } capability ? $", compute capability {capability}" : "")
            );
        return gpus.Devices.Any(d => d.Mig == "Enabled")
            ? new Finding(
                "GPU",
                $"{string.Join("; ", names)}; divided into instances (MIG)",
                Verdict.Note,
                "memory and use of an instance are not told; switch MIG off for runs that are compared"
            )
            : new Finding("GPU", string.Join("; ", names), Verdict.Ok);
    }

    private IEnumerable<Finding> Drivers(DoctorNeeds needs)
    {
        if (gpus.Devices is not [{ Driver: var driver }, ..])
        {
            yield break;
        }

        if (needs.IsGeneral)
        {
            yield return new Finding("driver", $"driver {driver}, CUDA {gpus.Cuda ?? "not told"}", Verdict.Ok);
        }

        foreach (var one in needs.Environments.Where(e => e.Cuda is not null))
        {
            yield return Finding.Of($"driver for {one.Name}", GpuFit.OfDriver(gpus, one.Cuda!));
        }
    }
}
