namespace Refigure.Load.Arrivals;

/// <summary>
/// MT19937 (Matsumoto and Nishimura, 1998) with the two ways of seeding that Python and NumPy have, so that what they made can be
/// made again.
/// </summary>
internal sealed class MersenneTwister
{
    private const int Size = 624;
    private const int Middle = 397;
    private readonly uint[] _state = new uint[Size];
    private int _at = Size;

    private MersenneTwister(uint seed)
    {
        _state[0] = seed;
        for (var i = 1u; i < Size; i++)
        {
            _state[i] = (1812433253u * (_state[i - 1] ^ (_state[i - 1] >> 30))) + i;
        }
    }

    /// <summary>As <c>numpy.random.seed</c> does.</summary>
    public static MersenneTwister NumPy(uint seed) => new(seed);

    /// <summary>As Python's <c>random.seed</c> does with a whole number.</summary>
    public static MersenneTwister Python(ulong seed)
    {
        uint[] key = seed >> 32 == 0 ? [(uint)seed] : [(uint)seed, (uint)(seed >> 32)];
        var twister = new MersenneTwister(19650218);
        twister.Mix(key);
        return twister;
    }

    /// <summary>32 random bits.</summary>
    public uint Next()
    {
        if (_at == Size)
        {
            Twist();
        }

        var y = _state[_at++];
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c5680u;
        y ^= (y << 15) & 0xefc60000u;
        return y ^ (y >> 18);
    }

    /// <summary>From 0 to below 1, with 53 bits, as both have it.</summary>
    public double NextDouble()
    {
        var high = Next() >> 5;
        var low = Next() >> 6;
        return ((high * 67108864.0) + low) / 9007199254740992.0;
    }

    /// <summary>From 0 to below a limit, as Python's <c>_randbelow_with_getrandbits</c>.</summary>
    public int Below(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var bits = 32 - System.Numerics.BitOperations.LeadingZeroCount((uint)limit);
        while (true)
        {
            var value = Next() >> (32 - bits);
            if (value < limit)
            {
                return (int)value;
            }
        }
    }

    /// <summary>As Python's <c>random.shuffle</c>.</summary>
    public void Shuffle<T>(IList<T> list)
    {
        for (var i = list.Count - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (list[i], list[j]) = (list[j], list[i]);
        }
    }

    private void Mix(uint[] key)
    {
        var (i, j) = (1, 0);
        for (var k = Math.Max(Size, key.Length); k > 0; k--)
        {
            _state[i] = (_state[i] ^ ((_state[i - 1] ^ (_state[i - 1] >> 30)) * 1664525u)) + key[j] + (uint)j;
            Step(ref i);
            j = (j + 1) % key.Length;
        }

        for (var k = Size - 1; k > 0; k--)
        {
            _state[i] = (_state[i] ^ ((_state[i - 1] ^ (_state[i - 1] >> 30)) * 1566083941u)) - (uint)i;
            Step(ref i);
        }

        _state[0] = 0x80000000u;
    }

    private void Step(ref int i)
    {
        if (++i == Size)
        {
            _state[0] = _state[Size - 1];
            i = 1;
        }
    }

    private void Twist()
    {
        for (var i = 0; i < Size; i++)
        {
            var y = (_state[i] & 0x80000000u) | (_state[(i + 1) % Size] & 0x7fffffffu);
            _state[i] = _state[(i + Middle) % Size] ^ (y >> 1) ^ ((y & 1) == 0 ? 0u : 0x9908b0dfu);
        }

        _at = 0;
    }
}
