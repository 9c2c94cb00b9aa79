using System.Collections.Immutable;
using Cake.Common.Diagnostics;
using Refigure.Nodes;
using Refigure.Planning;

namespace Refigure.Build.Running;

/// <summary>Tells of runs that are made on other machines: never on this one under another's name.</summary>
internal static class OtherMachines
{
    /// <summary>What to type to have a node looked at that is reached from here, for the same.</summary>
    public static string DoctorOf(BuildContext context, string node)
    {
        string Option(string name, string? value) => string.IsNullOrEmpty(value) ? "" : $" --{name} {value}";
        var options = context.Options;
        return "./build.sh --target Doctor"
            + Option("figure", string.Join(',', options.Figures))
            + Option("experiment", string.Join(',', options.Experiments))
            + Option("profile", options.Profile)
            + Option("roles", string.Join(',', options.Roles.Select(r => $"{r.Key}={r.Value}")))
            + Option("node", node);
    }

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
