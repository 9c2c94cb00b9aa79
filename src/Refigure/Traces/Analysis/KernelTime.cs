namespace Refigure.Traces.Analysis;

/// <summary>The time of all calls of one kernel. Times are in ns.</summary>
/// <param name="Name">As the trace has it.</param>
/// <param name="Class">By <see cref="KernelClasses"/>.</param>
/// <param name="Calls">How often it ran.</param>
/// <param name="Total">Sum over the calls.</param>
/// <param name="Share">Of the sum over all kernels, 0 to 1; what runs at the same time counts twice in it.</param>
/// <param name="Median">Null where only a summary was read that does not have it.</param>
/// <param name="Least">The shortest call.</param>
/// <param name="Most">The longest call.</param>
public sealed record KernelTime(
    string Name,
    KernelClass Class,
    long Calls,
    double Total,
    double Share,
    double? Median,
    double Least,
    double Most
)
{
    /// <summary>Of a call, in ns.</summary>
    public double Mean => Total / Calls;
}
