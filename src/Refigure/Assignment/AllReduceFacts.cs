using System.Collections.Immutable;
using Refigure.Traces;
using Refigure.Traces.Analysis;

namespace Refigure.Assignment;

/// <summary>What the traces say of the all-reduces of tensor parallelism. Times are in ns.</summary>
/// <param name="Kernels">The kernels that do it, the one with the most time first.</param>
/// <param name="CallsByRank">Calls on each rank.</param>
/// <param name="PerStep">The fewest and the most within a step, such as a forward pass; null if steps are not known.</param>
/// <param name="Waiting">Until the last rank starts, summed over calls and ranks.</param>
/// <param name="Communicating">After it.</param>
/// <param name="Share">Of the sum over all kernels, 0 to 1, waiting within.</param>
public sealed record AllReduceFacts(
    ImmutableArray<KernelTime> Kernels,
    ImmutableArray<long> CallsByRank,
    (long Least, long Most)? PerStep,
    double Waiting,
    double Communicating,
    double Share
)
{
    /// <summary>Of a profile; null if it has no all-reduce.</summary>
    public static AllReduceFacts? Of(ProfiledRun profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var analysis = profile.Analysis;
        ImmutableArray<KernelTime> all =
            analysis.TopKernels.Length > 0 ? analysis.TopKernels
            : profile.Set.Summaries.Length > 0 ? profile.Set.Summaries[0].Kernels
            : [];
        ImmutableArray<KernelTime> kernels =
        [
            .. all.Where(k => CollectiveKinds.Of(k.Name) == CollectiveKind.AllReduce),
        ];
        if (kernels.IsEmpty)
        {
            return null;
        }

        var pairing = analysis.Collectives.FirstOrDefault(c => c.Kind == CollectiveKind.AllReduce);
        long[] steps = [.. analysis.Steps.SelectMany(s => s).Select(s => s.AllReduces).Where(count => count > 0)];
        var ranks = Enumerable.Range(0, pairing is { Calls.Length: > 0 } ? pairing.Ranks.Length : 0).ToArray();
        return new AllReduceFacts(
            kernels,
            pairing?.CallsByRank ?? [],
            steps.Length > 0 ? (steps.Min(), steps.Max()) : null,
            ranks.Sum(r => pairing!.Waiting(r)),
            ranks.Sum(r => pairing!.Communicating(r)),
            kernels.Sum(k => k.Share)
        );
    }
}
