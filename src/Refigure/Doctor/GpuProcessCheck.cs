using System.Globalization;
using Refigure.Nodes.Gpus;
using Refigure.Running.Gpus;

namespace Refigure.Doctor;

/// <summary>Who uses the GPUs now; what an engine left that lost its parent is named as such.</summary>
/// <param name="gpus">What <c>nvidia-smi</c> says.</param>
/// <param name="processes">Who computes there.</param>
public sealed class GpuProcessCheck(GpuReport gpus, GpuProcessList processes) : ICheck
{
    private const string What = "other processes on the GPU";

    /// <inheritdoc />
    public Task<IReadOnlyList<Finding>> CheckAsync(DoctorNeeds needs, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(needs);
        return Task.FromResult<IReadOnlyList<Finding>>(
            gpus.Devices.IsEmpty || (!needs.IsGeneral && !needs.NeedsGpu) ? []
            : processes.Problem is { } problem ? [new Finding(What, $"not known: {problem}", Verdict.Note)]
            : Findings(needs)
        );
    }

    private List<Finding> Findings(DoctorNeeds needs)
    {
        var findings = new List<Finding>();
        var used = Used(needs);
        foreach (var process in processes.Processes)
        {
            var gpu = gpus.Devices.FirstOrDefault(d => d.Uuid == process.Gpu);
            var where = gpu is null ? "" : string.Create(CultureInfo.InvariantCulture, $" of GPU {gpu.Index}");
            // Whoever is there now may be gone when a run begins: it waits, and then refuses.
            var verdict = used.Contains(process.Gpu) ? Verdict.Blocks : Verdict.Note;
            findings.Add(
                OrphanedEngine.Of(process, needs.Runs) switch
                {
                    OrphanedEngine.Kind.OfInterruptedRun => new Finding(
                        What,
                        $"an orphaned engine of an interrupted run: {process}{where}",
                        Verdict.Note,
                        $"the next run in {needs.Runs} ends it"
                    ),
                    OrphanedEngine.Kind.OfSomebody => new Finding(
                        What,
                        $"an orphaned engine, whose server is gone: {process}{where}",
                        verdict,
                        string.Create(CultureInfo.InvariantCulture, $"end it: kill {process.Id}")
                    ),
                    OrphanedEngine.Kind.Running => new Finding(
                        What,
                        $"{process}{where}",
                        verdict,
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"wait for it, end it (kill {process.Id}), or choose another GPU with {VisibleGpus.Variable}"
                        )
                    ),
                    _ => new Finding(
                        What,
                        $"{process}{where}, not a process of this machine's own table",
                        verdict,
                        $"end it where it runs (in another container, or on the host), or choose another GPU with {VisibleGpus.Variable}"
                    ),
                }
            );
        }

        if (findings.Count == 0)
        {
            var full = gpus.Devices.Where(d => d.UsedBytes > GpuBaseline.Idle).ToArray();
            findings.Add(
                full.Length == 0
                    ? new Finding(What, "none", Verdict.Ok)
                    : new Finding(
                        What,
                        "none is shown, but "
                            + string.Join(
                                ", ",
                                full.Select(d =>
                                    string.Create(
                                        CultureInfo.InvariantCulture,
                                        $"GPU {d.Index} has {GpuValue.Mebibytes(d.UsedBytes!.Value)} in use"
                                    )
                                )
                            ),
                        full.Any(d => used.Contains(d.Uuid)) ? Verdict.Blocks : Verdict.Note,
                        "end what uses it, perhaps in another container"
                    )
            );
        }

        return findings;
    }

    // The GPUs that the cases take.
    private HashSet<string> Used(DoctorNeeds needs) =>
        [
            .. needs
                .Cases.Where(c => c.Environment?.Cuda is not null)
                .SelectMany(c => GpusOfRun.Of(gpus.Devices, c.Case.Variables, c.Case.Arguments))
                .Select(d => d.Uuid),
        ];
}
