namespace Refigure.Imports.Serving;

/// <summary>What is known of a file of AIPerf's requests before they are read.</summary>
/// <param name="Zero">The earliest start, in nanoseconds since 1970.</param>
/// <param name="Order">For each line with a request, its place in the order of the starts.</param>
/// <param name="Completed">How many completed.</param>
internal sealed record AiperfLines(long Zero, int[] Order, int Completed)
{
    /// <summary>How many requests there are.</summary>
    public int Count => Order.Length;

    /// <summary>The earliest start; null without requests.</summary>
    public DateTimeOffset? Start =>
        Count == 0 ? null : DateTimeOffset.UnixEpoch.AddTicks(Zero / TimeSpan.NanosecondsPerTick);
}
