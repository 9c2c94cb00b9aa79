using System.Collections.Immutable;

namespace Refigure.Running.Processes;

/// <summary>A process to start and supervise.</summary>
/// <param name="Program">The program, absolute.</param>
/// <param name="Arguments">Its arguments, one each.</param>
/// <param name="Variables">Environment variables on top of the host's own.</param>
/// <param name="WorkingDirectory">Its working directory.</param>
/// <param name="Folder">
/// Where <c>engine.log</c>, <c>engine.stderr.log</c>, <c>arrivals.csv</c> and <c>samples.csv</c> are written; null for nowhere.
/// </param>
/// <param name="OnLine">Called for each line, in order per output, from the supervisor's thread; must be quick.</param>
public sealed record ProcessRequest(
    string Program,
    ImmutableArray<string> Arguments,
    ImmutableSortedDictionary<string, string> Variables,
    string WorkingDirectory,
    string? Folder,
    Action<OutputLine>? OnLine = null
)
{
    /// <summary>The usual <see cref="MaximumOutput"/>: 256 MiB.</summary>
    public const long UsualMaximumOutput = 1L << 28;

    /// <summary>How often use of each core and memory are sampled into <c>samples.csv</c>; null for never.</summary>
    public TimeSpan? SampleEvery { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// At most this many bytes of each output are kept; what is beyond is counted, and <see cref="ProcessEnd"/> says so.
    /// </summary>
    public long MaximumOutput { get; init; } = UsualMaximumOutput;
}
