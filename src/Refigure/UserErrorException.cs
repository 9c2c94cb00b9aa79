namespace Refigure;

/// <summary>
/// Something that the user can put right: one sentence that says which file, line or option, what was expected and what
/// to do. Ends the program with exit code 2, before anything is written.
/// </summary>
public sealed class UserErrorException : Exception
{
    /// <summary>With the sentence.</summary>
    public UserErrorException(string message)
        : base(message) { }

    /// <summary>With the sentence and what caused it.</summary>
    public UserErrorException(string message, Exception inner)
        : base(message, inner) { }
}
