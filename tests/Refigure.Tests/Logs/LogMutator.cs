namespace Refigure.Tests.Logs;

/// <summary>Damages logs in the ways in which logs are damaged, the same way for the same seed.</summary>
internal sealed class LogMutator(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>A damaged log.</summary>
    /// <param name="log">The log.</param>
    /// <param name="other">Another one, to splice in.</param>
    public byte[] Mutate(byte[] log, byte[] other)
    {
        var times = _random.Next(1, 5);
        for (var i = 0; i < times; i++)
        {
            log = Once(log, other);
        }

        return log;
    }

    private byte[] Once(byte[] log, byte[] other)
    {
        var (from, to) = Stretch(log.Length, log.Length);
        var (start, end) = Stretch(log.Length, 300);
        return _random.Next(9) switch
        {
            0 => log[..from],
            1 => [.. log[..from], .. log[to..]],
            2 => [.. log[..to], .. log[from..]],
            3 => [.. log[..from], .. other[Math.Min(from, other.Length)..]],
            4 => [.. log[..start], .. Noise(_random.Next(300)), .. log[end..]],
            5 => Changed(log, 200, b => (byte)_random.Next(256)),
            6 => Changed(log, 200, b => b is >= (byte)'0' and <= (byte)'9' ? (byte)('0' + _random.Next(10)) : b),
            7 => Changed(log, 2000, b => b == '\n' ? (byte)'\r' : b),
            _ => [.. log[start..end], .. log],
        };
    }

    private (int From, int To) Stretch(int length, int longest)
    {
        var from = _random.Next(length + 1);
        return (from, from + _random.Next(Math.Min(longest, length - from) + 1));
    }

    private byte[] Noise(int length)
    {
        var noise = new byte[length];
        _random.NextBytes(noise);
        return noise;
    }

    private byte[] Changed(byte[] log, int times, Func<byte, byte> change)
    {
        var changed = (byte[])log.Clone();
        for (var i = 0; i < times && changed.Length > 0; i++)
        {
            var at = _random.Next(changed.Length);
            changed[at] = change(changed[at]);
        }

        return changed;
    }
}
