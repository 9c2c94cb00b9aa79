using System.Collections.Concurrent;
using Refigure.Results;

namespace Refigure.Planning;

/// <summary>The records of the runs that are there, without their raw files.</summary>
internal static class StoredRuns
{
    /// <summary>Reads those of some experiments below a root.</summary>
    /// <exception cref="UserErrorException">A damaged <c>run.json</c>.</exception>
    public static IReadOnlyDictionary<RunIdentity, RunRecord> Read(string root, IReadOnlyCollection<string> experiments)
    {
        var folders = RunFolder.List(root, experiments);
        var records = new ConcurrentDictionary<RunIdentity, RunRecord>();
        AllCores.For(
            folders.Length,
            i =>
            {
                var record = RunFolder.Read(root, folders[i]);
                records[record.Identity] = record;
            }
        );
        return records;
    }
}
