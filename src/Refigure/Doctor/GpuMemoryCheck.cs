using System.Globalization;
using Refigure.Nodes.Gpus;
using Refigure.Running.Gpus;

namespace Refigure.Doctor;

/// <summary>Whether each model fits into the GPUs; the rule is <see cref="GpuMemoryRule"/>.</summary>
/// <param name="gpus">What <c>nvidia-smi</c> says.</param>
public sealed class GpuMemoryCheck(GpuReport gpus) : ICheck
{
    private const int MostRows = 3;

    /// <inheritdoc />
    public Task<IReadOnlyList<Finding>> CheckAsync(DoctorNeeds needs, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(needs);
        var findings = needs
            .Cases.Where(c => c.Environment?.Cuda is not null && !gpus.Devices.IsEmpty)
            .DistinctBy(c => (c.Case.Model, GpusOfRun.Count(c.Case.Arguments)))
            .OrderByDescending(c => c.ModelBytes ?? 0)
            .Select(Check)
            .ToArray();
        // Where the largest fits, the smaller ones need no row each.
        Finding[] fitting = [.. findings.Where(f => f.Verdict == Verdict.Ok)];
        return Task.FromResult<IReadOnlyList<Finding>>(
            fitting.Length <= MostRows
                ? findings
                :
                [
                    fitting[0] with
                    {
                        Found = string.Create(
                            CultureInfo.InvariantCulture,
                            $"{fitting[0].Found}; {fitting.Length - 1} smaller ones fit"
                        ),
                    },
                    .. findings.Where(f => f.Verdict != Verdict.Ok),
                ]
        );
    }

    private Finding Check(NeededCase one)
    {
        var what = $"GPU memory for {one.Case.Model}";
        var count = GpusOfRun.Count(one.Case.Arguments);
        var used = GpusOfRun.Of(gpus.Devices, one.Case.Variables, one.Case.Arguments);
        if (used.Length < count)
        {
            return new Finding(
                what,
                string.Create(CultureInfo.InvariantCulture, $"it takes {count} GPUs, and {used.Length} can be seen"),
                Verdict.Blocks,
                $"run it on a machine with {count} GPUs; see {VisibleGpus.Variable}"
            );
        }

        if (one.ModelBytes is not { } weights || used.Min(g => g.MemoryBytes) is not { } memory)
        {
            return new Finding(
                what,
                one.ModelBytes is null ? "the model's size is not known" : "the GPU does not tell its memory",
                Verdict.Note
            );
        }

        var needed = GpuMemoryRule.Needed(weights, count);
        var allowed = GpuMemoryRule.Allowed(memory, one.Case.Arguments);
        var found =
            $"it needs {(one.Model is null ? "about " : "")}{GpuValue.Mebibytes(needed)} of each GPU, and may take {GpuValue.Mebibytes(allowed)} of {GpuValue.Mebibytes(memory)}";
        return needed <= allowed
            ? new Finding(what, found, Verdict.Ok)
            : new Finding(
                what,
                found,
                Verdict.Blocks,
                "run it on a larger GPU or on more (tensor-parallel-size), or choose a smaller model"
            );
    }
}
