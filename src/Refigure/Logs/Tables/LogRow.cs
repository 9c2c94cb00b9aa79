using Refigure.Logs.Lines;

namespace Refigure.Logs.Tables;

/// <summary>One text that vLLM prints, and since when.</summary>
/// <param name="Event">What it reports.</param>
/// <param name="Text">How the message begins, after the header.</param>
/// <param name="Since">The first version that prints it.</param>
/// <param name="Until">The last version that prints it, its patch releases included; null if the newest known one does.</param>
/// <param name="By">Who prints it.</param>
/// <param name="Level">At which level.</param>
/// <param name="Read">How its number is read; null if only its stamp counts.</param>
/// <param name="Engine">Which engine prints it.</param>
internal sealed record LogRow(
    LogEvent Event,
    string Text,
    string Since,
    string? Until,
    PrintedBy By,
    LineLevel Level,
    ReadAs? Read,
    EngineGeneration Engine = EngineGeneration.Any
)
{
    /// <summary>The versions that print it.</summary>
    public VersionRange Versions { get; } = new(Since, Until);

    /// <summary>Whether a version and engine print this text.</summary>
    public bool Knows(EngineVersion version, EngineGeneration engine) =>
        Versions.Contains(version)
        && (Engine == EngineGeneration.Any || engine == EngineGeneration.Any || Engine == engine);
}
