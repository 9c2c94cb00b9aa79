using System.Collections.Immutable;

namespace Refigure.Figures;

/// <summary>Cases that may be shown together: of one node, one cache state and, among imported logs, one engine version.</summary>
internal sealed record CaseSet(ImmutableArray<CaseRuns> Cases, int Score, int CacheRank)
{
    /// <summary>
    /// The better set first: by score, then by the preferred cache state, more runs, the newer version, the node's name.
    /// </summary>
    public static int ByPreference(CaseSet a, CaseSet b) =>
        b
            .Score.CompareTo(a.Score)
            .Then(a.CacheRank.CompareTo(b.CacheRank))
            .Then(b.Runs.CompareTo(a.Runs))
            .Then(VersionOrder.Instance.Compare(b.Cases[0].Version, a.Cases[0].Version))
            .Then(string.CompareOrdinal(a.Cases[0].Node, b.Cases[0].Node));

    private int Runs
    {
        get
        {
            var runs = 0;
            foreach (var @case in Cases)
            {
                runs += @case.Iterations.Length;
            }

            return runs;
        }
    }
}
