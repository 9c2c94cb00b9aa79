using System.Collections.Immutable;
using Refigure.Imports.Serving;
using Refigure.Traces;

namespace Refigure.Imports.Traces;

/// <summary>The files of a profiled engine that belong together: those of a folder, and of the folder <c>trace</c> in it.</summary>
/// <param name="Case">What the folder is called, below the imported one.</param>
/// <param name="Files">Its files and what they are.</param>
internal sealed record TraceFolder(string Case, ImmutableArray<(ResultFile File, TraceKind Kind)> Files)
{
    /// <summary>The files of a kind.</summary>
    public IEnumerable<ResultFile> Of(TraceKind kind) => Files.Where(f => f.Kind == kind).Select(f => f.File);

    /// <summary>Looks for them below a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="except">A folder that is left out: the runs root, should it lie within.</param>
    /// <param name="only">The one file that is looked at; null for all.</param>
    /// <exception cref="UserErrorException">A file cannot be read.</exception>
    public static ImmutableArray<TraceFolder> In(ImportFolder folder, string except, string? only = null)
    {
        var avoided = Path.TrimEndingDirectorySeparator(Path.GetFullPath(except));
        var open = new Stack<string>([folder.Root]);
        var found = new SortedDictionary<string, List<(ResultFile, TraceKind)>>(StringComparer.Ordinal);
        while (open.TryPop(out var place))
        {
            var owner =
                Path.GetFileName(place) == ProfiledRun.Folder && place != folder.Root
                    ? Path.GetDirectoryName(place)!
                    : place;
            foreach (var path in folder.Files(place).Where(path => only is null || path == only))
            {
                var file = new ResultFile(path, folder.Relative(path));
                if (TraceDetector.Of(file) is var kind and not TraceKind.None)
                {
                    if (!found.TryGetValue(owner, out var files))
                    {
                        found.Add(owner, files = []);
                    }

                    files.Add((file, kind));
                }
            }

            foreach (var child in only is null ? folder.Folders(place).Where(c => c != avoided) : [])
            {
                open.Push(child);
            }
        }

        return
        [
            .. found
                .Where(f => f.Value.Exists(one => one.Item2 is not (TraceKind.Beside or TraceKind.Settings)))
                .Select(f => new TraceFolder(
                    f.Key == folder.Root ? folder.Name : folder.Relative(f.Key).Replace('/', '_'),
                    [.. f.Value]
                )),
        ];
    }
}
