namespace Refigure.Traces;

/// <summary>
/// The events of one stream in about six bytes each: the distance to the event before, the duration and the name as numbers of
/// variable length. A trace of 10 GB has millions of them, and 24 bytes for each would be too many.
/// </summary>
public sealed class PackedEvents
{
    private const int FirstChunk = 1 << 10;
    private const int LargestChunk = 1 << 16;
    private const int LongestEvent = 30;

    private readonly List<(byte[] Bytes, int Length)> _full = [];
    private byte[] _last = new byte[FirstChunk];
    private int _used;
    private long _lastStart = long.MinValue;
    private long _lastEnd;

    /// <summary>How many.</summary>
    public int Count { get; private set; }

    /// <summary>Whether they came in the order of their starts.</summary>
    public bool IsSorted { get; private set; } = true;

    /// <summary>Adds one; events that come in order take the least room.</summary>
    public void Add(in GpuEvent item)
    {
        if (_last.Length - _used < LongestEvent)
        {
            _full.Add((_last, _used));
            _last = new byte[Math.Min(LargestChunk, _last.Length * 4)];
            _used = 0;
        }

        var distance = unchecked(item.Start - _lastEnd);
        Write(((ulong)distance << 1) ^ (ulong)(distance >> 63));
        Write((ulong)item.Duration);
        Write(((ulong)(uint)item.Name << 2) | (uint)item.Activity);
        IsSorted &= item.Start >= _lastStart;
        _lastStart = item.Start;
        _lastEnd = unchecked(item.Start + item.Duration);
        Count++;
    }

    /// <summary>The events by their start. What came out of order is sorted first, which takes room for all of the stream's.</summary>
    public IEnumerable<GpuEvent> InOrder()
    {
        if (IsSorted)
        {
            return AsAdded();
        }

        var all = new List<GpuEvent>(Count);
        all.AddRange(AsAdded());
        all.Sort(static (a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : a.End.CompareTo(b.End));
        return all;
    }

    private IEnumerable<GpuEvent> AsAdded()
    {
        var end = 0L;
        for (var chunk = 0; chunk <= _full.Count; chunk++)
        {
            var (bytes, length) = chunk < _full.Count ? _full[chunk] : (_last, _used);
            for (var at = 0; at < length; )
            {
                var distance = Read(bytes, ref at);
                var start = unchecked(end + ((long)(distance >> 1) ^ -(long)(distance & 1)));
                var duration = (long)Read(bytes, ref at);
                var name = Read(bytes, ref at);
                end = unchecked(start + duration);
                yield return new GpuEvent(start, duration, (int)(name >> 2), (GpuActivity)(name & 3));
            }
        }
    }

    private void Write(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            _last[_used++] = (byte)(value | 0x80);
        }

        _last[_used++] = (byte)value;
    }

    private static ulong Read(byte[] bytes, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var next = bytes[at++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }
}
