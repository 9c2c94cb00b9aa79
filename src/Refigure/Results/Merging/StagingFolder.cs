using System.Globalization;
using Refigure.Files;

namespace Refigure.Results.Merging;

/// <summary>
/// A hidden folder in a runs root, so on the same file system, in which runs lie until all sources are read and checked. Only for
/// who holds the root's lock: what an interrupted merge left is deleted.
/// </summary>
internal sealed class StagingFolder
{
    private const string Name = ".merge";
    private readonly string _path;
    private readonly IFileSystem _system;
    private int _count;

    public StagingFolder(string root, IFileSystem system)
    {
        _system = system;
        foreach (var left in Directory.GetDirectories(root, $"{Name}{PartialName.Infix}*"))
        {
            system.DeleteDirectory(left);
        }

        _path = PartialName.For(Path.Combine(root, Name));
    }

    /// <summary>A folder that is not there yet, for one run or one import.</summary>
    public string Next() =>
        Path.Combine(_path, Interlocked.Increment(ref _count).ToString("d7", CultureInfo.InvariantCulture));

    public void Delete() => _system.DeleteDirectory(_path);
}
