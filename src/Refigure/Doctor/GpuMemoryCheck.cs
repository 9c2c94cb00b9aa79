using System.Globalization;
using Refigure.Nodes.Gpus;
using Refigure.Running.Gpus;

namespace Refigure.Doctor;

/// <summary>Whether each model fits into the GPUs; see <see cref="GpuFit.OfModel"/>.</summary>
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

    private Finding Check(NeededCase one) =>
        Finding.Of($"GPU memory for {one.Case.Model}", GpuFit.OfModel(gpus, one.Case, one.ModelBytes));
}
