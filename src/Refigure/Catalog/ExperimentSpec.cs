using System.Collections.Immutable;

namespace Refigure.Catalog;

/// <summary>An experiment: what must be run for one or more figures. A file of <c>figures/experiments/</c>.</summary>
/// <param name="Name">The name: the file's, without extension.</param>
/// <param name="Describe">What it is, in a sentence.</param>
/// <param name="Figures">The figures that show its runs.</param>
/// <param name="Profiles">Its profiles by name.</param>
public sealed record ExperimentSpec(
    string Name,
    string Describe,
    ImmutableArray<int> Figures,
    ImmutableSortedDictionary<string, ExperimentProfile> Profiles
)
{
    /// <summary>
    /// The series of a study's configurations that its cases of the profile <c>paper</c> are, such as <c>E1</c>: they are E1.1,
    /// E1.2, … in their order; null for none.
    /// </summary>
    public string? Series { get; init; }
}
