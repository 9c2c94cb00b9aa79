using System.Numerics;

namespace Refigure.Traces.Reading;

/// <summary>A set of numbers that mostly follow each other, as correlation numbers do: a bit for each, by pages.</summary>
internal sealed class NumberSet
{
    private const int Words = 512;
    private const int PageBits = 15;

    // 32 MiB, or 268 million numbers in a row: numbers that lie further apart than any tool's are not followed.
    private const int MostPages = 1 << 13;
    private readonly Dictionary<long, ulong[]> _pages = [];
    private long _lastKey = -1;
    private ulong[] _lastPage = [];

    /// <summary>How many different numbers.</summary>
    public long Count { get; private set; }

    /// <summary>Whether numbers were left out.</summary>
    public bool IsFull { get; private set; }

    public void Add(long number)
    {
        if (number < 0)
        {
            return;
        }

        var key = number >> PageBits;
        if (key != _lastKey)
        {
            if (!_pages.TryGetValue(key, out var page))
            {
                if (_pages.Count == MostPages)
                {
                    IsFull = true;
                    return;
                }

                page = new ulong[Words];
                _pages.Add(key, page);
            }

            (_lastKey, _lastPage) = (key, page);
        }

        ref var word = ref _lastPage[(number >> 6) & (Words - 1)];
        var bit = 1UL << (int)(number & 63);
        Count += (word & bit) == 0 ? 1 : 0;
        word |= bit;
    }

    /// <summary>How many of these numbers another set does not have.</summary>
    public long CountWithout(NumberSet other)
    {
        var count = 0L;
        foreach (var (key, page) in _pages)
        {
            var others = other._pages.GetValueOrDefault(key);
            for (var i = 0; i < page.Length; i++)
            {
                count += BitOperations.PopCount(page[i] & ~(others is null ? 0 : others[i]));
            }
        }

        return count;
    }
}
