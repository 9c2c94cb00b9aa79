using Refigure.Files;

namespace Refigure.Models;

/// <summary>A model's folder that is built under another name, and put in place when it is whole.</summary>
/// <param name="path">Where it will be, absolute; the folder above it is there.</param>
/// <param name="system">What changes files.</param>
internal sealed class ModelFolder(string path, IFileSystem system)
{
    /// <summary>Builds it; what an earlier process did not finish is cleared away first.</summary>
    /// <param name="fill">Fills the folder that it is given.</param>
    /// <param name="isWhole">
    /// Whether a whole one is in place by now: another process may have made it meanwhile, and an engine may be reading that.
    /// </param>
    public async Task BuildAsync(Func<string, Task> fill, Func<bool> isWhole)
    {
        var partial = PartialName.For(path);
        try
        {
            DeleteLeftovers();
            system.CreateDirectory(partial);
            await fill(partial);
            if (!isWhole())
            {
                system.DeleteDirectory(path);
                system.MoveDirectory(partial, path);
            }
        }
        finally
        {
            system.DeleteDirectory(partial);
        }
    }

    private void DeleteLeftovers()
    {
        // Another process may be writing the same model just now.
        var pattern = $"{Path.GetFileName(path)}{PartialName.Infix}*";
        foreach (var leftover in Directory.GetDirectories(Path.GetDirectoryName(path)!, pattern))
        {
            if (PartialName.IsAbandoned(leftover))
            {
                system.DeleteDirectory(leftover);
            }
        }
    }
}
