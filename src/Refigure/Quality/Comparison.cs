using System.Collections.Immutable;
using Refigure.Results;

namespace Refigure.Quality;

/// <summary>Two sets of runs whose ratio a figure shows.</summary>
/// <param name="BaselineName">What the baseline is called, such as <c>n1</c> or <c>warm</c>.</param>
/// <param name="Baseline">The denominator's runs.</param>
/// <param name="OtherName">What the other side is called.</param>
/// <param name="Other">The numerator's runs.</param>
public sealed record Comparison(
    string BaselineName,
    ImmutableArray<MeasuredRun> Baseline,
    string OtherName,
    ImmutableArray<MeasuredRun> Other
)
{
    /// <summary>The fact of the nodes that is compared, <c>gpu</c> or <c>cpu</c>; null if it is not two machines.</summary>
    public string? About { get; init; }

    /// <summary>
    /// The comparisons that an experiment was made for: the warm runs of its nodes, or on one node the warm runs against
    /// those with a cold page cache.
    /// </summary>
    public static ImmutableArray<Comparison> Of(IEnumerable<MeasuredRun> experiment)
    {
        var runs = experiment.ToImmutableArray();
        var nodes = runs.Select(r => r.Record.Identity.Node)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToArray();
        if (nodes.Length > 1)
        {
            var warm = runs.Where(r => r.Record.Identity.Cache == CacheState.Warm).ToArray();
            return [.. nodes.Skip(1).Select(n => new Comparison(nodes[0], On(warm, nodes[0]), n, On(warm, n)))];
        }

        var sides = runs.ToLookup(r => r.Record.Identity.Cache);
        return sides[CacheState.PageCold].Any() && sides[CacheState.Warm].Any()
            ? [new Comparison("warm", [.. sides[CacheState.Warm]], "page-cold", [.. sides[CacheState.PageCold]])]
            : [];
    }

    private static ImmutableArray<MeasuredRun> On(IEnumerable<MeasuredRun> runs, string node) =>
        [.. runs.Where(r => string.Equals(r.Record.Identity.Node, node, StringComparison.Ordinal))];
}
