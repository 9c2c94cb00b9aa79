using Refigure.Logs;

namespace Refigure.Results;

/// <summary>Reads the logs of vLLM starts.</summary>
public sealed class VllmLogReader : IStartupLogReader
{
    /// <inheritdoc />
    public StartupLog Read(ReadOnlySpan<byte> log) => StartupLogReader.Read(log);

    /// <inheritdoc />
    public StartupLog Read(Stream log) => StartupLogReader.Read(log);
}
