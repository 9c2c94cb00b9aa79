using System.Globalization;
using Refigure.Catalog;
using Refigure.Nodes.Gpus;

namespace Refigure.Running.Gpus;

/// <summary>Whether a machine's GPUs can do something: what was found, and what to do where they cannot.</summary>
/// <param name="Fits">Whether they can; null if nobody can know.</param>
/// <param name="Found">What was found, a clause.</param>
/// <param name="Fix">What to do, a clause; null where nothing needs to be done.</param>
public sealed record GpuFit(bool? Fits, string Found, string? Fix = null)
{
    /// <summary>Whether the driver runs the packages of an environment; the rule is <see cref="CudaRule"/>.</summary>
    /// <param name="gpus">The GPUs; there is one at least.</param>
    /// <param name="cuda">The version of CUDA that the packages bring.</param>
    public static GpuFit OfDriver(GpuReport gpus, string cuda)
    {
        ArgumentNullException.ThrowIfNull(gpus);
        ArgumentNullException.ThrowIfNull(cuda);
        var driver = gpus.Devices[0].Driver;
        var found = $"driver {driver}, CUDA {gpus.Cuda ?? "not told"}";
        var least = CudaRule.LeastDriver(cuda) is { } version ? $" (driver {version} or newer)" : "";
        var major = cuda.Split('.')[0];
        return CudaRule.Runs(driver, gpus.Cuda, cuda) switch
        {
            true => new GpuFit(true, $"{found}; CUDA {cuda} runs"),
            false => new GpuFit(
                false,
                $"{found}; its packages were built with CUDA {cuda}",
                $"update the driver to one for CUDA {major}{least}, or choose an environment with an older CUDA"
            ),
            _ => new GpuFit(
                null,
                $"{found}; whether CUDA {cuda} runs is not known",
                $"see that the driver is one for CUDA {major}{least}"
            ),
        };
    }

    /// <summary>Whether a case's model fits into the GPUs that it takes; the rule is <see cref="GpuMemoryRule"/>.</summary>
    /// <param name="gpus">The GPUs.</param>
    /// <param name="one">The case.</param>
    /// <param name="weights">The size of its weights, in bytes; null if nobody knows.</param>
    public static GpuFit OfModel(GpuReport gpus, CaseSpec one, long? weights)
    {
        ArgumentNullException.ThrowIfNull(gpus);
        ArgumentNullException.ThrowIfNull(one);
        var count = GpusOfRun.Count(one.Arguments);
        var here = GpusOfRun.CountHere(one.Arguments);
        var used = GpusOfRun.Of(gpus.Devices, one.Variables, one.Arguments);
        if (used.Length < here)
        {
            return new GpuFit(
                false,
                string.Create(CultureInfo.InvariantCulture, $"it takes {here} GPUs, and {used.Length} can be seen"),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"run it on a machine with {here} GPUs; see {VisibleGpus.Variable}"
                )
            );
        }

        if (weights is not { } bytes)
        {
            return new GpuFit(null, "the model's size is not known");
        }

        if (used.Min(g => g.MemoryBytes) is not { } memory)
        {
            return new GpuFit(null, "the GPU does not tell its memory");
        }

        var needed = GpuMemoryRule.Needed(bytes, count);
        var allowed = GpuMemoryRule.Allowed(memory, one.Arguments);
        var found =
            $"it needs about {GpuValue.Mebibytes(needed)} of each GPU, and may take {GpuValue.Mebibytes(allowed)} of {GpuValue.Mebibytes(memory)}";
        return needed <= allowed
            ? new GpuFit(true, found)
            : new GpuFit(
                false,
                found,
                "run it on a larger GPU or on more (tensor-parallel-size), or choose a smaller model"
            );
    }
}
