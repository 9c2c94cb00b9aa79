namespace Cake.Frosting;

/// <summary>A fault in how the host was put together.</summary>
public sealed class FrostingException : Exception
{
    /// <summary>With a general message.</summary>
    public FrostingException() { }

    /// <summary>With a message.</summary>
    public FrostingException(string? message)
        : base(message) { }

    /// <summary>With a message and its cause.</summary>
    public FrostingException(string? message, Exception? innerException)
        : base(message, innerException) { }
}
