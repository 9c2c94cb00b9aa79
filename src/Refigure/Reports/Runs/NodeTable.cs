using System.Collections.Immutable;
using Refigure.Results;

namespace Refigure.Reports;

/// <summary>Facts about nodes side by side.</summary>
/// <param name="Nodes">The nodes, ascending.</param>
/// <param name="Facts">Each fact with the values that each node's runs say, in the order of the nodes.</param>
public sealed record NodeTable(ImmutableArray<string> Nodes, ImmutableArray<NodeFact> Facts)
{
    /// <summary>The table of the runs' nodes.</summary>
    public static NodeTable Of(IEnumerable<MeasuredRun> runs)
    {
        var byNode = runs.GroupBy(r => r.Record.Identity.Node, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => (g.Key, Facts: g.Select(r => r.Record.NodeFacts).Distinct().ToArray()))
            .ToArray();
        var names = byNode.SelectMany(n => n.Facts.SelectMany(f => f.Keys)).Distinct(StringComparer.Ordinal);
        return new NodeTable(
            [.. byNode.Select(n => n.Key)],
            [
                .. names
                    .Order(StringComparer.Ordinal)
                    .Select(name => new NodeFact(
                        name,
                        [
                            .. byNode.Select(n =>
                                n.Facts.Select(f => f.GetValueOrDefault(name))
                                    .OfType<string>()
                                    .Distinct(StringComparer.Ordinal)
                                    .Order(StringComparer.Ordinal)
                                    .ToImmutableArray()
                            ),
                        ]
                    )),
            ]
        );
    }

    /// <summary>The names of the facts in which the machines of runs differ.</summary>
    public static ImmutableArray<string> Differing(IEnumerable<MeasuredRun> runs) =>
        [.. Of(runs).Facts.Where(f => f.Differs).Select(f => f.Name)];
}
