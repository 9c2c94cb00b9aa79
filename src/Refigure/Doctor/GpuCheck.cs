using System.Globalization;
using Refigure.Nodes.Gpus;

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

        var found = $"driver {driver}, CUDA {gpus.Cuda ?? "not told"}";
        if (needs.IsGeneral)
        {
            yield return new Finding("driver", found, Verdict.Ok);
        }

        foreach (var one in needs.Environments.Where(e => e.Cuda is not null))
        {
            var least = CudaRule.LeastDriver(one.Cuda!) is { } version ? $" (driver {version} or newer)" : "";
            yield return CudaRule.Runs(driver, gpus.Cuda, one.Cuda!) switch
            {
                true => new Finding($"driver for {one.Name}", $"{found}; CUDA {one.Cuda} runs", Verdict.Ok),
                false => new Finding(
                    $"driver for {one.Name}",
                    $"{found}; its packages were built with CUDA {one.Cuda}",
                    Verdict.Blocks,
                    $"update the driver to one for CUDA {one.Cuda!.Split('.')[0]}{least}, or choose an environment with an older CUDA"
                ),
                _ => new Finding(
                    $"driver for {one.Name}",
                    $"{found}; whether CUDA {one.Cuda} runs is not known",
                    Verdict.Note,
                    $"see that the driver is one for CUDA {one.Cuda!.Split('.')[0]}{least}"
                ),
            };
        }
    }
}
