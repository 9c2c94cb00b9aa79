namespace Refigure.Secrets;

/// <summary>
/// Masks the secrets in a stream of bytes, also where one lies across two parts. What could be the beginning of a secret is held
/// back until more comes; everything else goes on at once.
/// </summary>
/// <param name="mask">The secrets.</param>
/// <param name="next">Takes the bytes; one call's span is not valid after it.</param>
internal sealed class SecretFilter(SecretMask mask, SecretFilter.Take next)
{
    private byte[] _held = [];

    /// <summary>Takes bytes.</summary>
    public delegate void Take(ReadOnlySpan<byte> bytes);

    /// <summary>Takes the next part.</summary>
    public void Pass(ReadOnlySpan<byte> bytes)
    {
        if (mask.IsEmpty)
        {
            next(bytes);
            return;
        }

        ReadOnlySpan<byte> all = _held.Length == 0 ? bytes : [.. _held, .. bytes];
        var done = 0;
        var places = new int[mask.Patterns.Length];
        Array.Fill(places, -1);
        while (FindFirst(all, done, places) is { Length: > 0 } found)
        {
            next(all[done..found.Start]);
            next("***"u8);
            done = found.Start + found.Length;
        }

        all = all[done..];
        var whole = all.Length - Beginning(all);
        if (whole > 0)
        {
            next(all[..whole]);
        }

        _held = [.. all[whole..]];
    }

    /// <summary>Nothing more comes: what was held back was no secret.</summary>
    public void End()
    {
        if (_held.Length > 0)
        {
            next(_held);
            _held = [];
        }
    }

    // Of those that begin at the same place the longest one: shorter forms lie within longer ones. Each pattern is looked for
    // again only behind where it was found, so that many secrets take no more time than none.
    private (int Start, int Length) FindFirst(ReadOnlySpan<byte> bytes, int from, int[] places)
    {
        var best = (Start: bytes.Length, Length: 0);
        for (var i = 0; i < places.Length; i++)
        {
            var pattern = mask.Patterns[i].AsSpan();
            if (places[i] < from)
            {
                var at = bytes[from..].IndexOf(pattern);
                places[i] = at < 0 ? bytes.Length : from + at;
            }

            if (places[i] < best.Start)
            {
                best = (places[i], pattern.Length);
            }
        }

        return best;
    }

    // How many bytes at the end could be the beginning of a secret.
    private int Beginning(ReadOnlySpan<byte> bytes)
    {
        var most = 0;
        foreach (var pattern in mask.Patterns)
        {
            for (var length = Math.Min(pattern.Length - 1, bytes.Length); length > most; length--)
            {
                if (bytes[^length..].SequenceEqual(pattern.AsSpan()[..length]))
                {
                    most = length;
                    break;
                }
            }
        }

        return most;
    }
}
