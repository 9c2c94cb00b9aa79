namespace Refigure.Load.Streams;

/// <summary>Times in ticks, as they come.</summary>
internal sealed class TickList(int expected)
{
    private const int MostAtFirst = 4096;
    private long[] _ticks = new long[Math.Clamp(expected, 1, MostAtFirst)];

    public int Count { get; private set; }

    public ReadOnlySpan<long> Span => _ticks.AsSpan(0, Count);

    public void Add(long ticks)
    {
        if (Count == _ticks.Length)
        {
            Array.Resize(ref _ticks, Count * 2);
        }

        _ticks[Count++] = ticks;
    }
}
