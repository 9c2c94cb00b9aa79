namespace Cake.Core.Diagnostics;

/// <summary>Where messages go.</summary>
public interface ICakeLog
{
    /// <summary>The most talkative kind of message that is shown.</summary>
    Verbosity Verbosity { get; set; }

    /// <summary>
    /// Writes a message if <paramref name="verbosity"/> is within the log's: a composite format with its arguments, or,
    /// without arguments, the text as it stands.
    /// </summary>
    void Write(Verbosity verbosity, LogLevel level, string format, params object?[] args);
}
