using Refigure.Results;

namespace Refigure.Imports;

/// <summary>Gives every case, as paths name them, a folder name of its own.</summary>
internal static class LooseCases
{
    /// <summary>
    /// The folder name of each name. Names that would become equal, also where only upper and lower case differ, get a
    /// digest; the first that is safe as it stands keeps its name.
    /// </summary>
    public static Dictionary<string, string> FolderNames(IEnumerable<string> names)
    {
        var folders = new Dictionary<string, string>(StringComparer.Ordinal);
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var ordered = names
            .Distinct(StringComparer.Ordinal)
            .OrderByDescending(FolderName.IsSafe)
            .ThenBy(static name => name, StringComparer.Ordinal);
        foreach (var name in ordered)
        {
            var safe = FolderName.Safe(name);
            if (!taken.Add(safe))
            {
                safe = FolderName.SafeDistinct(name);
                taken.Add(safe);
            }

            folders.Add(name, safe);
        }

        return folders;
    }
}
