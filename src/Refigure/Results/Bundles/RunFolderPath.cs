using System.Globalization;

namespace Refigure.Results.Bundles;

/// <summary>The path of a run folder, back to the run.</summary>
internal static class RunFolderPath
{
    /// <summary>The run whose folder it is; null if it is none, or not spelt as we spell it.</summary>
    public static RunIdentity? Parse(string? path)
    {
        if (
            path?.Split('/') is not [var experiment, var node, var name, var run]
            || !FolderName.IsSafe(experiment)
            || !FolderName.IsSafe(node)
            || !FolderName.IsSafe(name)
            || run.LastIndexOf('-') is not (> 0 and var dash)
            || CacheStates.Parse(run[..dash]) is not { } cache
            || !int.TryParse(run[(dash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var iteration)
            || iteration < 1
        )
        {
            return null;
        }

        var identity = new RunIdentity(experiment, node, name, cache, iteration);
        return identity.RelativeFolder == path ? identity : null;
    }
}
