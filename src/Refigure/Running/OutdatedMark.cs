using Refigure.Files;
using Refigure.Results;

namespace Refigure.Running;

/// <summary>
/// A file in a runs root that is there while <c>measurements.csv</c> lacks runs: who ends before writing it leaves word to the
/// next.
/// </summary>
public static class OutdatedMark
{
    private const string Name = ".measurements-outdated";

    /// <summary>Whether the file lacks runs.</summary>
    public static bool IsSet(string root) => File.Exists(Path.Combine(root, Name));

    internal static void Set(string root, IFileSystem system) =>
        Write(root, () => system.Create(Path.Combine(root, Name)).Dispose());

    /// <summary>Writes the file anew and takes the mark away.</summary>
    internal static void Clear(string root, RunStore store, IFileSystem system)
    {
        MeasurementsFile.Write(root, store.Load([root]));
        Write(root, () => system.DeleteFile(Path.Combine(root, Name)));
    }

    private static void Write(string root, Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw OutputFolder.CannotWrite(root, e);
        }
    }
}
