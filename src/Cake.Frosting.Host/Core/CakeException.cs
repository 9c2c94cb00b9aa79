namespace Cake.Core;

/// <summary>An error that ends the run with a chosen exit code.</summary>
public sealed class CakeException : Exception
{
    /// <summary>With a general message and exit code 1.</summary>
    public CakeException() { }

    /// <summary>With a message and exit code 1.</summary>
    public CakeException(string? message)
        : base(message) { }

    /// <summary>With a message, its cause, and exit code 1.</summary>
    public CakeException(string? message, Exception? innerException)
        : base(message, innerException) { }

    /// <summary>With a general message and an exit code.</summary>
    public CakeException(int exitCode)
    {
        ExitCode = exitCode;
    }

    /// <summary>With an exit code and a message.</summary>
    public CakeException(int exitCode, string? message)
        : base(message)
    {
        ExitCode = exitCode;
    }

    /// <summary>With an exit code, a message and its cause.</summary>
    public CakeException(int exitCode, string? message, Exception? innerException)
        : base(message, innerException)
    {
        ExitCode = exitCode;
    }

    /// <summary>What the process ends with; 1 unless told.</summary>
    public int ExitCode { get; } = 1;
}
