namespace Refigure.Results;

/// <summary>Which profiles a runs root holds, without reading all of it.</summary>
public static class RunProfiles
{
    /// <summary>
    /// The profiles of the first run of each experiment on each node: runs of one experiment and node are made or imported
    /// together.
    /// </summary>
    /// <exception cref="UserErrorException">A damaged <c>run.json</c>.</exception>
    public static IReadOnlySet<string> In(string root)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        if (!Directory.Exists(root))
        {
            return found;
        }

        foreach (var node in RunFolder.Shown(root).SelectMany(Directory.EnumerateDirectories))
        {
            if (
                Directory
                    .EnumerateDirectories(node)
                    .SelectMany(Directory.EnumerateDirectories)
                    .FirstOrDefault(RunFolder.IsFinished) is
                { } first
            )
            {
                found.Add(RunFolder.Read(root, first).Profile);
            }
        }

        return found;
    }
}
