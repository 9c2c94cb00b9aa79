using System.Collections.Immutable;

namespace Refigure.Reports;

/// <summary>Two sets of runs, paired by case.</summary>
/// <param name="Title">What differs between them.</param>
/// <param name="First">What the first set is called.</param>
/// <param name="Second">What the second set is called.</param>
/// <param name="Pairs">A line for each metric of each case that both have.</param>
public sealed record RunComparison(string Title, string First, string Second, ImmutableArray<RunPair> Pairs)
{
    /// <summary>What a reader must know about the whole, such as other machines; empty if nothing.</summary>
    public ImmutableArray<string> Remarks { get; init; } = [];

    /// <summary>How many cases only one side has.</summary>
    public int Unpaired { get; init; }
}
