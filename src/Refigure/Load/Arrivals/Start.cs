namespace Refigure.Load.Arrivals;

/// <summary>A request that may start.</summary>
/// <param name="Slot">Which of a closed loop's streams it belongs to; 0 in an open one.</param>
/// <param name="Intended">When the load wants it to start, in ticks.</param>
/// <param name="CouldStart">When it could at the earliest: later, if it had to wait for another to end.</param>
internal readonly record struct Start(int Slot, long Intended, long CouldStart);
