namespace Refigure.Results;

/// <summary>What is said where results cannot be written.</summary>
internal static class OutputFolder
{
    public static UserErrorException CannotWrite(string folder, Exception cause) =>
        new($"cannot write to {folder} ({cause.Message.TrimEnd('.')}): name a writable folder with --runs.", cause);
}
