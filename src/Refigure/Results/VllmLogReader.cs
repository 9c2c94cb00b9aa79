using Refigure.Logs;

namespace Refigure.Results;

/// <summary>The reader of vLLM's startup logs, <see cref="StartupLogReader"/>.</summary>
public sealed class VllmLogReader : IStartupLogReader
{
    /// <summary>The one instance.</summary>
    public static VllmLogReader Instance { get; } = new();

    private VllmLogReader() { }

    /// <inheritdoc />
    public StartupLog Read(ReadOnlySpan<byte> log) => StartupLogReader.Read(log);

    /// <inheritdoc />
    public StartupLog Read(Stream log) => StartupLogReader.Read(log);
}
