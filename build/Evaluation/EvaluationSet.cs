using System.Collections.Immutable;

namespace Refigure.Build.Evaluation;

/// <summary>The figures of one part of an evaluation, for a report.</summary>
/// <param name="Part">The part: <c>recorded</c>, <c>study</c>, <c>smoke</c> or <c>lab</c>.</param>
/// <param name="Profile">The profile of its runs.</param>
/// <param name="Runs">The root of its runs.</param>
/// <param name="Out">The folder with its figures.</param>
/// <param name="Figures">Those that were drawn, ascending.</param>
public sealed record EvaluationSet(string Part, string Profile, string Runs, string Out, ImmutableArray<int> Figures)
{
    /// <summary>The published numbers, a file, or for the recorded runs the folder with a CSV a figure; null for none.</summary>
    public string? Reference { get; init; }
}
