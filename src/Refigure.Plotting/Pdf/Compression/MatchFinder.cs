using System.Buffers.Binary;
using System.Numerics;

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
    private const int LongestChain = 16;
    private const int Good = 8; // a better one is looked for with less effort
    private const int GoodEnough = 64;

    // Positions + 1; 0 for none.
    private readonly int[] _heads = new int[1 << HashBits];
    private readonly int[] _previous = new int[Window];

    /// <summary>Writes all of the data to the block, and ends it.</summary>
    public void Run(ReadOnlySpan<byte> data)
    {
        var (pendingLength, pendingDistance) = (0, 0);
        for (var at = 0; at < data.Length; at++)
        {
            var length = 0;
            var distance = 0;
            if (pendingLength < GoodEnough)
            {
                length = Find(data, at, pendingLength >= Good ? LongestChain / 4 : LongestChain, out distance);
            }

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

            pendingLength = Math.Max(length, 1);
            pendingDistance = distance;
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

    /// <summary>The length of the longest repetition found, 0 for none, and how many bytes back it is.</summary>
    private int Find(ReadOnlySpan<byte> data, int at, int longestChain, out int distance)
    {
        distance = 0;
        var limit = Math.Min(Longest, data.Length - at);
        if (limit < Shortest)
        {
            return 0;
        }

        var here = data.Slice(at, limit);
        var best = Shortest - 1;
        var candidate = _heads[Hash(here)] - 1;
        for (var steps = longestChain; steps > 0 && candidate >= 0 && at - candidate <= Window - 1; steps--)
        {
            // Equal at the place that would make it longer than the best so far: worth comparing.
            if (data[candidate + best] == here[best])
            {
                var length = CommonLength(here, data.Slice(candidate, limit));
                if (length > best)
                {
                    best = length;
                    distance = at - candidate;
                    if (length == limit)
                    {
                        break;
                    }
                }
            }

            var next = _previous[candidate & (Window - 1)] - 1;
            if (next >= candidate)
            {
                break;
            }

            candidate = next;
        }

        return distance == 0 ? 0 : best;
    }

    private static int CommonLength(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        var length = 0;
        while (length + sizeof(ulong) <= a.Length)
        {
            var difference =
                BinaryPrimitives.ReadUInt64LittleEndian(a[length..])
                ^ BinaryPrimitives.ReadUInt64LittleEndian(b[length..]);
            if (difference != 0)
            {
                return length + (BitOperations.TrailingZeroCount(difference) / 8);
            }

            length += sizeof(ulong);
        }

        while (length < a.Length && a[length] == b[length])
        {
            length++;
        }

        return length;
    }

    private void Remember(ReadOnlySpan<byte> data, int at)
    {
        if (data.Length - at >= Shortest)
        {
            var hash = Hash(data[at..]);
            _previous[at & (Window - 1)] = _heads[hash];
            _heads[hash] = at + 1;
        }
    }

    private static int Hash(ReadOnlySpan<byte> bytes) =>
        (int)(((uint)(bytes[0] | (bytes[1] << 8) | (bytes[2] << 16)) * 2654435761u) >> (32 - HashBits));
}
