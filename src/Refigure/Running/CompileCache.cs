using System.Text;
using Refigure.Files;
using Refigure.Results;

namespace Refigure.Running;

/// <summary>A folder of compiled graphs. Only one that a start has filled to its end counts as filled.</summary>
/// <param name="folder">The folder, absolute.</param>
/// <param name="files">What changes files.</param>
internal sealed class CompileCache(string folder, IFileSystem files)
{
    private const string MarkName = "refigure-filled.txt";

    /// <summary>The folder.</summary>
    public string Folder => folder;

    /// <summary>Whether a start has filled it.</summary>
    public bool IsFilled => File.Exists(Mark);

    /// <summary>The bytes of the graphs that were written beside what was compiled from them; null if there are none.</summary>
    public long? GraphBytes
    {
        get
        {
            long[] sizes = Directory.Exists(folder)
                ?
                [
                    .. new DirectoryInfo(folder)
                        .EnumerateFiles(CompiledGraph.FileName, SearchOption.AllDirectories)
                        .Select(file => file.Length),
                ]
                : [];
            return sizes.Length == 0 ? null : sizes.Sum();
        }
    }

    private string Mark => Path.Combine(folder, MarkName);

    /// <summary>Makes it an empty folder.</summary>
    public void Empty()
    {
        // The mark goes first: half a cache must not count as one.
        if (File.Exists(Mark))
        {
            files.DeleteFile(Mark);
        }

        files.DeleteDirectory(folder);
        files.CreateDirectory(folder);
    }

    /// <summary>Says that a start has filled it.</summary>
    public void MarkFilled()
    {
        using var mark = files.Create(Mark);
        mark.Write(Encoding.UTF8.GetBytes("filled by a whole start\n"));
    }
}
