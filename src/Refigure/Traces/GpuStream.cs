namespace Refigure.Traces;

/// <summary>What one stream of a GPU did.</summary>
/// <param name="Number">As the trace has it.</param>
/// <param name="Events">Of this stream.</param>
public sealed record GpuStream(long Number, PackedEvents Events);
