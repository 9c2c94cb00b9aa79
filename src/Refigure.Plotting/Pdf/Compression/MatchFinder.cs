namespace Refigure.Plotting.Pdf.Compression;

/// <summary>
/// Finds repetitions in the last 32 KiB through chains of equal hashes, with one step of looking ahead
/// (the method that RFC 1951, section 4, describes).
/// </summary>
internal sealed class MatchFinder(DeflateBlock block)
{
    private const int Window = 1 << 15;
    private const int HashBits = 15;
    private const int Shortest = 3;
    private const int Longest = 258;
    private const int LongestChain = 48;
    private const int GoodEnough = 64;

    private readonly int[] _heads = new int[1 << HashBits];
    private readonly int[] _previous = new int[Window];

    /// <summary>Writes all of the data to the block, and ends it.</summary>
    public void Run(ReadOnlySpan<byte> data)
    {
        Array.Fill(_heads, -1);
        var (pendingLength, pendingDistance) = (0, 0);
        for (var at = 0; at < data.Length; at++)
        {
            var (length, distance) = pendingLength >= GoodEnough ? (0, 0) : Find(data, at);
            Remember(data, at);
            if (pendingLength >= Shortest && pendingLength >= length)
            {
                // The repetition that began one byte ago is the better one.
                block.AddMatch(pendingLength, pendingDistance);
                var end = at - 1 + pendingLength;
                while (++at < end)
                {
                    Remember(data, at);
                }

                at--;
                pendingLength = 0;
                continue;
            }

            if (pendingLength > 0)
            {
                block.AddLiteral(data[at - 1]);
            }

            (pendingLength, pendingDistance) = length >= Shortest ? (length, distance) : (1, 0);
        }

        if (pendingLength >= Shortest)
        {
            block.AddMatch(pendingLength, pendingDistance);
        }
        else if (pendingLength > 0)
        {
            block.AddLiteral(data[^1]);
        }

        block.End();
    }

    private (int Length, int Distance) Find(ReadOnlySpan<byte> data, int at)
    {
        var limit = Math.Min(Longest, data.Length - at);
        if (limit < Shortest)
        {
            return (0, 0);
        }

        var here = data.Slice(at, limit);
        var (best, distance) = (Shortest - 1, 0);
        var candidate = _heads[Hash(here)];
        for (var steps = LongestChain; steps > 0 && candidate >= 0 && at - candidate <= Window - 1; steps--)
        {
            // Equal at the place that would make it longer than the best so far: worth comparing.
            if (data[candidate + best] == here[best])
            {
                var length = here.CommonPrefixLength(data.Slice(candidate, limit));
                if (length > best)
                {
                    (best, distance) = (length, at - candidate);
                    if (length == limit)
                    {
                        break;
                    }
                }
            }

            var next = _previous[candidate & (Window - 1)];
            if (next >= candidate)
            {
                break;
            }

            candidate = next;
        }

        return distance == 0 ? (0, 0) : (best, distance);
    }

    private void Remember(ReadOnlySpan<byte> data, int at)
    {
        if (data.Length - at >= Shortest)
        {
            var hash = Hash(data[at..]);
            _previous[at & (Window - 1)] = _heads[hash];
            _heads[hash] = at;
        }
    }

    private static int Hash(ReadOnlySpan<byte> bytes) =>
        (int)(((uint)(bytes[0] | (bytes[1] << 8) | (bytes[2] << 16)) * 2654435761u) >> (32 - HashBits));
}
