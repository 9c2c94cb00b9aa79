namespace Refigure.Imports.Serving;

/// <summary>The files of serving tools in a folder, by who wrote them.</summary>
internal sealed class ServingFolder
{
    private readonly List<(ResultFile File, ServingFormat Format)> _files = [];

    /// <summary>Looks for them below the folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="except">A folder that is left out: the runs root, should it lie within.</param>
    /// <exception cref="UserErrorException">A file cannot be read.</exception>
    public ServingFolder(ImportFolder folder, string except)
    {
        var open = new Stack<string>([folder.Root]);
        var avoided = Path.TrimEndingDirectorySeparator(Path.GetFullPath(except));
        while (open.TryPop(out var place))
        {
            foreach (var path in folder.Files(place))
            {
                Add(new(path, folder.Relative(path)));
            }

            foreach (var child in folder.Folders(place).Where(child => child != avoided))
            {
                open.Push(child);
            }
        }

        _files.Sort(static (a, b) => string.CompareOrdinal(a.File.From, b.File.From));
    }

    /// <summary>One file, with what lies beside it and belongs to it.</summary>
    /// <exception cref="UserErrorException">The file is no result of a tool that is known here, or cannot be read.</exception>
    public ServingFolder(ImportFolder folder, ResultFile only)
    {
        foreach (var path in folder.Files(folder.Root))
        {
            Add(new(path, folder.Relative(path)));
        }

        var format = _files.Find(one => one.File.Path == only.Path).Format;
        _files.RemoveAll(one => one.File.Path != only.Path && !Belongs(one.Format, format));
    }

    /// <summary>The files of a format, by path.</summary>
    public IEnumerable<ResultFile> Of(ServingFormat format) =>
        _files.Where(one => one.Format == format).Select(static one => one.File);

    private static bool Belongs(ServingFormat format, ServingFormat to) =>
        format switch
        {
            ServingFormat.AiperfRequests => to == ServingFormat.AiperfTotals,
            ServingFormat.AiperfTotals => to == ServingFormat.AiperfRequests,
            ServingFormat.MetricsTable or ServingFormat.GpuTable => to == ServingFormat.VllmBench,
            _ => false,
        };

    private void Add(ResultFile file)
    {
        if (ServingDetector.Of(file) is var format and not ServingFormat.None)
        {
            _files.Add((file, format));
        }
    }
}
