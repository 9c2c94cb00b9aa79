using System.Collections.Immutable;
using Cake.Common.Diagnostics;
using Refigure.Nodes;
using Refigure.Planning;

namespace Refigure.Build.Running;

/// <summary>Tells of runs that are made on other machines: never on this one under another's name.</summary>
internal static class OtherMachines
{
    /// <summary>Says where they are made.</summary>
    /// <exception cref="UserErrorException"><c>--node</c> names such a machine.</exception>
    public static void Say(BuildContext context, NodeCatalog nodes, ImmutableArray<ExperimentCases> experiments)
    {
        if (context.Options.Node is { } asked && nodes.IsElsewhere(asked))
        {
            throw new UserErrorException(
                $"--node {asked} is another machine (envs/nodes.yaml, kind manual): run it there with --here {asked}, or draw from its runs that are there with --no-run."
            );
        }

        string[] others =
        [
            .. experiments
                .SelectMany(e => e.Cases)
                .SelectMany(c => c.Nodes)
                .Distinct(StringComparer.Ordinal)
                .Where(nodes.IsElsewhere),
        ];
        if (others.Length > 0)
        {
            context.Information(
                "Runs of {0} are made there, with --here NAME.",
                string.Join(" and ", others.Select(n => $"node {n}"))
            );
        }
    }
}
