using Refigure.Logs;

namespace Refigure.Results;

/// <summary>Reads startup logs: the seam between stored bytes and what they say. <see cref="VllmLogReader"/> is the real one.</summary>
public interface IStartupLogReader
{
    /// <summary>Reads a whole log. Never fails: a log that says nothing has no values.</summary>
    StartupLog Read(ReadOnlySpan<byte> log);

    /// <summary>Reads a log too large to hold. Never fails because of what the log says.</summary>
    StartupLog Read(Stream log);
}
