using System.Collections.Immutable;
using Refigure.Catalog;
using Refigure.Results;

namespace Refigure.Planning;

/// <summary>One run of a plan.</summary>
/// <param name="Identity">Which run it is, and so where its folder will be.</param>
/// <param name="Profile">The profile.</param>
/// <param name="Case">What is started.</param>
/// <param name="Inputs">Everything that decides its result.</param>
/// <param name="Decision">Whether it must be made.</param>
/// <param name="Reasons">For a stale one what changed: <c>FIELD: old → new</c>; empty else.</param>
/// <param name="Estimate">How long it will take; null if nobody can know.</param>
public sealed record PlannedRun(
    RunIdentity Identity,
    string Profile,
    CaseSpec Case,
    RunInputs Inputs,
    RunDecision Decision,
    ImmutableArray<string> Reasons,
    TimeSpan? Estimate
)
{
    /// <summary>What told the estimate; null if there is none.</summary>
    public EstimateSource? EstimatedFrom { get; init; }

    /// <summary>The model of <c>models.yaml</c> whose files are loaded: the case's, or a copy of it in another form.</summary>
    public string StoredModel { get; init; } = Case.Model;
}
