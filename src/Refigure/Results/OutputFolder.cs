namespace Refigure.Results;

/// <summary>What is said where results cannot be written.</summary>
internal static class OutputFolder
{
    public static UserErrorException CannotWrite(string folder, Exception cause) =>
        new($"cannot write to {folder} ({cause.Message.TrimEnd('.')}): name a writable folder with --runs.", cause);

    /// <summary>Removes what is left of a file that could not be completed.</summary>
    public static void RemoveRemains(string path)
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
