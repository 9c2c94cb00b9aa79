using System.Collections.Immutable;
using System.Globalization;

namespace Refigure.Nodes.Slurm;

/// <summary>Divides runs among jobs: no wait in the queue for each run, and no GPU that waits for a run that needs another number.</summary>
public static class SlurmParts
{
    /// <summary>Divides them.</summary>
    /// <param name="node">The node's name, for messages.</param>
    /// <param name="site">What is asked of the site.</param>
    /// <param name="runs">The runs.</param>
    /// <returns>The parts; one that another waits for comes before it.</returns>
    /// <exception cref="UserErrorException">The GPUs of a run cannot be had in equal parts.</exception>
    public static ImmutableArray<SlurmPart> Of(string node, SlurmSite site, IEnumerable<SlurmRun> runs)
    {
        ArgumentNullException.ThrowIfNull(site);
        var parts = ImmutableArray.CreateBuilder<SlurmPart>();
        foreach (
            var group in runs.GroupBy(r => (r.Gpus, Spanning: r.Gpus > site.GpusPerNode ? r.Environment : null))
                .OrderBy(g => g.Key.Gpus)
                .ThenBy(g => g.Key.Spanning, StringComparer.Ordinal)
        )
        {
            var (gpus, spanning) = group.Key;
            var nodes = Math.Max(1, (gpus + site.GpusPerNode - 1) / site.GpusPerNode);
            if (gpus % nodes != 0)
            {
                throw new UserErrorException(
                    $"Node {node}: {group.First().Folder} takes {gpus} GPUs, which {nodes} machines of {site.GpusPerNode} (gpus_per_node) cannot give in equal parts; choose tensor-parallel-size and pipeline-parallel-size that they can."
                );
            }

            var name =
                gpus == 0
                    ? "cpu"
                    : string.Create(CultureInfo.InvariantCulture, $"gpus-{gpus}")
                        + (spanning is null ? "" : $"-{spanning}");
            var part = new SlurmPart(name, nodes, gpus / nodes, []) { Spanning = spanning };
            parts.AddRange(site.Array ? Divided(part, [.. group]) : [part with { Runs = Folders(group) }]);
        }

        return parts.ToImmutable();
    }

    // What sets up and fills caches, and what empties them, comes first and alone; the others only read them.
    private static IEnumerable<SlurmPart> Divided(SlurmPart part, SlurmRun[] runs)
    {
        var lowest = runs.Where(r => !r.Disturbs).Select(r => r.Iteration).DefaultIfEmpty(0).Min();
        var first = runs.Where(r => r.Disturbs || r.Iteration == lowest).ToArray();
        var rest = runs.Except(first).ToArray();
        if (rest.Length == 0)
        {
            return [part with { Runs = Folders(runs) }];
        }

        var before = part with { Name = part.Name + "-first", Runs = Folders(first) };
        return
        [
            before,
            part with
            {
                Runs = Folders(rest),
                Elements = [.. rest.Select(r => r.Iteration).Distinct().Order()],
                After = before.Name,
            },
        ];
    }

    private static ImmutableArray<string> Folders(IEnumerable<SlurmRun> runs) => [.. runs.Select(r => r.Folder)];
}
