using System.Text.RegularExpressions;

namespace Refigure.Imports.Serving;

/// <summary>Whatever a file from outside brings about while it is read becomes one sentence that names it.</summary>
internal static class ResultGuard
{
    /// <summary>Reads.</summary>
    /// <exception cref="UserErrorException">The file cannot be read, or holds what no tool writes.</exception>
    public static T Read<T>(ResultFile file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new UserErrorException(
                $"cannot read {file.Path} ({e.Message.TrimEnd('.')}): nothing was imported.",
                e
            );
        }
        catch (Exception e) when (e is InvalidOperationException or RegexMatchTimeoutException)
        {
            // A text that is no UTF-8, or a line that no tool would write.
            throw new UserErrorException(
                $"{file.Path} holds text that is damaged ({e.Message.TrimEnd('.')}): copy the file anew, or leave it out.",
                e
            );
        }
    }
}
