using System.Collections.Immutable;
using Refigure.Catalog;

namespace Refigure.Planning;

/// <summary>The cases of one experiment in one profile, as they are to be planned.</summary>
/// <param name="Experiment">The experiment's name.</param>
/// <param name="Profile">The profile.</param>
/// <param name="Cases">Its cases, in the experiment's order.</param>
public sealed record ExperimentCases(string Experiment, string Profile, ImmutableArray<CaseSpec> Cases)
{
    /// <summary>The experiments as whose runs theirs are kept.</summary>
    public IEnumerable<string> KeptAs => Cases.Select(c => c.RunsOf ?? Experiment).Distinct(StringComparer.Ordinal);
}
