using System.Collections.Immutable;

namespace Refigure.Engines;

/// <summary>How an engine is started, and how one knows that it is ready.</summary>
/// <param name="Program">The program, absolute.</param>
/// <param name="Arguments">Its arguments, one each; no shell reads them.</param>
/// <param name="Variables">All environment variables that it gets on top of the host's own.</param>
/// <param name="WorkingDirectory">Its working directory.</param>
/// <param name="Health">Answers 200 when the engine is ready; null where it serves nothing.</param>
/// <param name="ReadyText">A text that a line of its log has when it is ready.</param>
public sealed record EngineCommand(
    string Program,
    ImmutableArray<string> Arguments,
    ImmutableSortedDictionary<string, string> Variables,
    string WorkingDirectory,
    Uri? Health,
    string ReadyText
)
{
    /// <summary>Whether it ends by itself, with exit code 0, after it was ready.</summary>
    public bool EndsItself { get; init; }
}
