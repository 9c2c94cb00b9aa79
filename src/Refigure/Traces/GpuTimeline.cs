using System.Collections.Immutable;

namespace Refigure.Traces;

/// <summary>What one GPU did, by stream. Where each rank has a GPU of its own, this is what a rank did.</summary>
/// <param name="Device">The GPU, as the trace numbers it.</param>
/// <param name="Streams">Those with events, by number.</param>
public sealed record GpuTimeline(long Device, ImmutableArray<GpuStream> Streams)
{
    /// <summary>The process whose work it is, as a trace of several processes numbers it; null in others.</summary>
    public long? Process { get; init; }

    /// <summary>All events by their start, whatever stream they are of.</summary>
    public IEnumerable<GpuEvent> InOrder()
    {
        var next = new PriorityQueue<IEnumerator<GpuEvent>, (long Start, int Stream)>();
        for (var i = 0; i < Streams.Length; i++)
        {
            var events = Streams[i].Events.InOrder().GetEnumerator();
            if (events.MoveNext())
            {
                next.Enqueue(events, (events.Current.Start, i));
            }
        }

        while (next.TryPeek(out var events, out var key))
        {
            yield return events.Current;
            if (events.MoveNext())
            {
                _ = next.DequeueEnqueue(events, (events.Current.Start, key.Stream));
            }
            else
            {
                _ = next.Dequeue();
            }
        }
    }
}
