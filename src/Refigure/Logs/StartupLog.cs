using System.Collections.Immutable;

namespace Refigure.Logs;

/// <summary>What a startup log says, as values. Reading never fails: a log that says nothing has no phases with a value.</summary>
public sealed record StartupLog
{
    /// <summary>The version in the engine's banner, such as <c>0.10.1.1</c>; null if the log has none.</summary>
    public string? EngineVersion { get; init; }

    /// <summary>The 1-based line of the banner; 0 if there is none.</summary>
    public int BannerLine { get; init; }

    /// <summary>The model as the banner names it (a path or a name); null if there is no banner.</summary>
    public string? Model { get; init; }

    /// <summary>Engine arguments in the banner's configuration, such as <c>max_seq_len</c>, <c>dtype</c>, <c>load_format</c>.</summary>
    public ImmutableSortedDictionary<string, string> Arguments { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The attention backend that the log names, such as <c>Flash Attention</c>; null if none.</summary>
    public string? AttentionBackend { get; init; }

    /// <summary>The finest step of the time stamps.</summary>
    public TimestampResolution Resolution { get; init; }

    /// <summary>
    /// The first time stamp in microseconds: since 1970, or since the start of the year where the log names no year; null if
    /// there is none. Tells starts apart.
    /// </summary>
    public long? FirstStamp { get; init; }

    /// <summary>The last time stamp, as <see cref="FirstStamp"/>.</summary>
    public long? LastStamp { get; init; }

    /// <summary>What the log says about the compile cache.</summary>
    public CompileCacheState CompileCache { get; init; }

    /// <summary>Number of lines.</summary>
    public int LineCount { get; init; }

    /// <summary>Number of log records, glued ones included.</summary>
    public int RecordCount { get; init; }

    /// <summary>
    /// Every phase and extra metric by key: the phases of design section 2, <c>initialize_engine</c>, <c>memory_profiling</c>,
    /// the brackets, and the wall-clock account <c>wall</c>, <c>attributed</c>, <c>overlapping</c>, <c>unattributed</c>.
    /// </summary>
    public required ImmutableArray<PhaseReading> Phases { get; init; }

    /// <summary>Things that a reader should know: a stamp that goes back, a cut last line, binary bytes.</summary>
    public ImmutableArray<string> Remarks { get; init; } = [];

    /// <summary>The reading of a phase; null if the reader does not know the key.</summary>
    public PhaseReading? Find(string phase)
    {
        foreach (var reading in Phases)
        {
            if (string.Equals(reading.Phase, phase, StringComparison.Ordinal))
            {
                return reading;
            }
        }

        return null;
    }
}
