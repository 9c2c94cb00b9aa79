using System.Collections.Immutable;

namespace Refigure.Serving;

/// <summary>
/// Wall-clock times of iterations, as studies of scaling count them: an iteration is one batch of requests, from the first send
/// to the last end. In a closed loop of equal requests, as many at a time as a batch has, a batch is so many requests in the
/// order of their sends.
/// </summary>
/// <param name="Seconds">Of each whole batch whose requests all completed, in order.</param>
/// <param name="Overlap">
/// How much longer their sum is than the time from the first to the last, as a part of it: 0 where a batch begins when the one
/// before it ends.
/// </param>
public sealed record IterationTimes(ImmutableArray<double> Seconds, double Overlap)
{
    /// <summary>The iterations of a load; null if there is no whole batch.</summary>
    /// <param name="requests">The requests; those of the warm-up are left out.</param>
    /// <param name="batch">Requests of a batch.</param>
    public static IterationTimes? Of(IEnumerable<RequestRecord> requests, int batch)
    {
        ArgumentNullException.ThrowIfNull(requests);
        ArgumentOutOfRangeException.ThrowIfLessThan(batch, 1);
        var sent = requests
            .Where(r => !r.IsWarmUp && r.Sent is not null)
            .OrderBy(r => r.Sent)
            .ThenBy(r => r.Index)
            .ToArray();
        var seconds = ImmutableArray.CreateBuilder<double>();
        var (first, last) = (double.MaxValue, double.MinValue);
        foreach (var one in sent.Chunk(batch))
        {
            if (one.Length == batch && one.All(r => r is { Status: RequestStatus.Completed, End: not null }))
            {
                var (from, to) = (one.Min(r => r.Sent!.Value), one.Max(r => r.End!.Value));
                seconds.Add(to - from);
                (first, last) = (Math.Min(first, from), Math.Max(last, to));
            }
        }

        return seconds.Count == 0
            ? null
            : new IterationTimes(seconds.ToImmutable(), (seconds.Sum() / (last - first)) - 1);
    }
}
