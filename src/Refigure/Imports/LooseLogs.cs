using System.Globalization;
using Refigure.Results;

namespace Refigure.Imports;

/// <summary>Finds logs in any folder, and reads what their paths say.</summary>
internal static class LooseLogs
{
    private const string Engine = "engine";

    /// <summary>Every <c>*.log</c> and <c>*.txt</c>, also gzipped, below a folder, by path.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="except">A folder that is left out: the runs root, should it lie within.</param>
    public static List<LooseLog> In(ImportFolder folder, string except)
    {
        var logs = new List<LooseLog>();
        var open = new Stack<string>([folder.Root]);
        var avoided = Path.TrimEndingDirectorySeparator(Path.GetFullPath(except));
        while (open.TryPop(out var place))
        {
            var here = folder.Files(place).FindAll(static path => IsLogName(path));
            foreach (var path in here)
            {
                logs.Add(Describe(folder, place, path, alone: here.Count == 1));
            }

            foreach (var child in folder.Folders(place).Where(child => child != avoided))
            {
                open.Push(child);
            }
        }

        logs.Sort(static (a, b) => string.CompareOrdinal(a.From, b.From));
        return Separate(logs);
    }

    /// <summary>The name of a run's folder, such as <c>page-cold-2</c>; null if it is no such name.</summary>
    public static (CacheState Cache, int Iteration)? RunName(string name)
    {
        var dash = name.LastIndexOf('-');
        return
            dash > 0
            && CacheStates.Parse(name[..dash]) is { } cache
            && int.TryParse(name.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var iteration)
            && iteration < int.MaxValue
            ? (cache, iteration)
            : null;
    }

    private static bool IsLogName(string path) => Path.GetExtension(Plain(path)).ToUpperInvariant() is ".LOG" or ".TXT";

    private static string Plain(string path) => SourceReader.IsGzipped(path) ? path[..^RawFiles.Gzipped.Length] : path;

    private static LooseLog Describe(ImportFolder folder, string place, string path, bool alone)
    {
        var from = folder.Relative(path);
        var stem = Path.GetFileNameWithoutExtension(Plain(path));
        var isEngine = stem.Equals(Engine, StringComparison.OrdinalIgnoreCase);
        if (RunName(Path.GetFileName(place)) is var (cache, iteration) && Path.GetDirectoryName(place) is { } casePlace)
        {
            var name = Path.GetFileName(casePlace);
            if (name.Length > 0)
            {
                var caseName = isEngine || alone ? name : $"{name}_{stem}";
                return new(path, from, caseName, casePlace, cache, iteration) { OwnsFolder = isEngine || alone };
            }
        }

        var folders = place == folder.Root ? [] : folder.Relative(place).Split('/');
        IEnumerable<string> parts = isEngine ? folders : folders.Append(stem);
        var whole = string.Join('_', parts);
        return new(path, from, whole.Length == 0 ? folder.Name : whole, path, null, null)
        {
            OwnsFolder = isEngine || alone,
        };
    }

    // Cases of equal name in different folders (one a node, say) are different: their names get the folders before them.
    private static List<LooseLog> Separate(List<LooseLog> logs)
    {
        var ambiguous = logs.Where(static log => log.Cache is not null)
            .GroupBy(static log => log.Case, StringComparer.OrdinalIgnoreCase)
            .Where(static same =>
                same.Select(static log => log.CasePlace).Distinct(StringComparer.Ordinal).Skip(1).Any()
            )
            .Select(static same => same.Key)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return logs.ConvertAll(log =>
            log.Cache is not null && ambiguous.Contains(log.Case) ? log with { Case = WithFolders(log) } : log
        );
    }

    private static string WithFolders(LooseLog log)
    {
        var segments = log.From.Split('/'); // …/case/run/file
        var before = segments.Length > 3 ? segments[..^3] : [];
        return string.Join('_', before.Append(log.Case));
    }
}
