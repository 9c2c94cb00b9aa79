using Refigure.Load.Measuring;

namespace Refigure.Load.Running;

/// <summary>What a loop can tell when it has ended. Times in ticks of the stopwatch.</summary>
/// <param name="Origin">The start of the load.</param>
/// <param name="MeasuredFrom">The intended start of the first measured request; 0 if there was none.</param>
/// <param name="End">Its end.</param>
/// <param name="Before">What the process had used when the measured part began.</param>
/// <param name="After">What it had used at the end.</param>
/// <param name="Connections">Connections that were made.</param>
internal sealed record LoopResult(
    long Origin,
    long MeasuredFrom,
    long End,
    ClientClock Before,
    ClientClock After,
    int Connections
)
{
    /// <summary>How well it is known when tokens arrived.</summary>
    public ArrivalErrors Errors { get; init; } = new();

    /// <summary>Why it ended before its time; null if it did not.</summary>
    public string? Remark { get; init; }
}
