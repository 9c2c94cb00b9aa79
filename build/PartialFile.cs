namespace Refigure.Build;

/// <summary>A file that is written under another name first, so that it is never half there.</summary>
internal static class PartialFile
{
    /// <summary>Writes a file, and its folder if that is not there.</summary>
    /// <exception cref="IOException">It cannot be written; what was there before is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public static void Write(string path, byte[] content)
    {
        var partial = $"{path}.{Environment.ProcessId}.partial";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(partial, content);
            File.Move(partial, path, overwrite: true);
        }
        catch
        {
            Delete(partial);
            throw;
        }
    }

    /// <summary>Removes what is left of one that could not be completed.</summary>
    public static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The folder just refused to be written; what could not be written needs no deleting either.
        }
    }
}
