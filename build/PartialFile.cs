namespace Refigure.Build;

/// <summary>A file that is written under another name first, so that it is never half there.</summary>
internal static class PartialFile
{
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
