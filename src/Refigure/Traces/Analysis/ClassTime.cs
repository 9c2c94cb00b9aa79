namespace Refigure.Traces.Analysis;

/// <summary>The time of all kernels of a class.</summary>
/// <param name="Class">The class.</param>
/// <param name="Calls">How many kernels ran.</param>
/// <param name="Total">Plain sum, in ns.</param>
public sealed record ClassTime(KernelClass Class, long Calls, long Total);
