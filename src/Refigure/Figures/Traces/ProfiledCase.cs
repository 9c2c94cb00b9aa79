using Refigure.Results;
using Refigure.Traces;
using Refigure.Traces.Analysis;

namespace Refigure.Figures.Traces;

/// <summary>A case with traces: the first of its iterations that has them.</summary>
internal sealed record ProfiledCase(CaseRuns Runs, MeasuredRun Run, ProfiledRun Profile)
{
    public static ProfiledCase? Of(CaseRuns runs, FigureInput input)
    {
        foreach (var run in runs.Iterations)
        {
            if (input.TraceOf(run) is { } profile && HasKernels(profile))
            {
                return new ProfiledCase(runs, run, profile);
            }
        }

        return null;
    }

    /// <summary>GPUs that have kernels.</summary>
    public int Ranks => Profile.Analysis.Ranks.Length;

    /// <summary>The ranks' all-reduces in pairs; null where there are none.</summary>
    public CollectivePairing? AllReduces =>
        Profile.Analysis.Collectives.FirstOrDefault(c => c is { Kind: CollectiveKind.AllReduce, Calls.Length: > 0 });

    /// <summary>For people: the case, its GPUs, and whether kernels ran in CUDA graphs.</summary>
    public string Describe() =>
        Ranks == 0
            ? Runs.Case
            : $"{Runs.Case} ({Serving.ServingNames.Count(Ranks, "GPU", "GPUs")}, {(Profile.HasGraphs ? "with CUDA graphs" : "without CUDA graphs")})";

    /// <summary>Which is shown: one with all-reduces of several ranks, those of fewer GPUs first, then with graphs, as engines run.</summary>
    public static int ByPreference(ProfiledCase a, ProfiledCase b) =>
        (b.AllReduces is not null)
            .CompareTo(a.AllReduces is not null)
            .Then((b.Ranks > 0).CompareTo(a.Ranks > 0))
            .Then(a.Ranks.CompareTo(b.Ranks))
            .Then(b.Profile.HasGraphs.CompareTo(a.Profile.HasGraphs))
            .Then(VersionOrder.Instance.Compare(b.Runs.Version, a.Runs.Version))
            .Then(string.CompareOrdinal(a.Runs.Key, b.Runs.Key));

    private static bool HasKernels(ProfiledRun profile) =>
        profile.Analysis.TopKernels.Length > 0 || profile.Set.Summaries.Any(s => s.Kernels.Length > 0);
}
