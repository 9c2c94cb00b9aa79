using System.Collections.Immutable;
using Cake.Common.Diagnostics;
using Refigure.Build.Running;
using Refigure.Files;
using Refigure.Imports;
using Refigure.Nodes;
using Refigure.Results;
using Refigure.Results.Merging;

namespace Refigure.Build.Merging;

/// <summary>Takes over runs of other machines, and says what became of them.</summary>
public sealed class MergeDesk
{
    private const int MostDifferences = 4;
    private readonly Workshop _workshop;
    private readonly Merger _merger;

    /// <summary>With what keeps others from writing at the same time, and with what merges.</summary>
    public MergeDesk(Workshop workshop, RunStore store, Importer importer, IFileSystem system, INodeInspector node)
    {
        ArgumentNullException.ThrowIfNull(node);
        _workshop = workshop;
        _merger = new Merger(store, importer, system, node.FreeDisk);
    }

    /// <summary>Merges what the options name.</summary>
    /// <exception cref="UserErrorException">A source is refused, or the runs root cannot be written to.</exception>
    public MergeResult Merge(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var options = Options(context);
        using var session = _workshop.OpenSession(context, options.Runs);
        var result = _merger.Merge(options);
        Tell(context, options, result);
        return result;
    }

    private static MergeOptions Options(BuildContext context)
    {
        var options = context.Options;
        if (options.FromAll.Count == 0 && !Merger.HasConflicts(options.Runs))
        {
            throw new UserErrorException(
                "--target Merge needs --from PATH[,PATH]: a bundle (.tar.gz), a folder with runs, or the study's artifact."
            );
        }

        return new MergeOptions([.. options.FromAll], options.Runs)
        {
            Prefer = options.Prefer switch
            {
                "mine" => MergePreference.Mine,
                "theirs" => MergePreference.Theirs,
                _ => MergePreference.None,
            },
            Profile = options.Profile,
            Compress = options.Compress,
            Force = options.Force,
        };
    }

    private static void Tell(BuildContext context, MergeOptions options, MergeResult result)
    {
        var runs = Path.GetRelativePath(Directory.GetCurrentDirectory(), options.Runs);
        context.Information(
            "Merged {0} into {1} ({2} there already, {3} replaced, {4} left out).",
            result.New == 1 ? "1 run" : $"{result.New} runs",
            runs,
            result.AlreadyThere,
            result.Replaced,
            result.LeftOut
        );
        if (result.Replaced > 0)
        {
            context.Information("What was replaced is kept in {0}.", Path.Combine(runs, Merger.ReplacedFolder));
        }

        foreach (var conflict in result.Conflicts)
        {
            context.Warning(
                "{0} is there with other content: {1}; the other one is kept in {2}.",
                conflict.Identity.RelativeFolder,
                Some(conflict.Differences),
                Path.Combine(runs, conflict.Kept)
            );
        }
    }

    private static string Some(ImmutableArray<string> differences) =>
        string.Join(", ", differences.Take(MostDifferences))
        + (differences.Length > MostDifferences ? $" and {differences.Length - MostDifferences} more" : string.Empty);
}
