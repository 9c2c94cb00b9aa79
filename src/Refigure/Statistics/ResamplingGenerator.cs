namespace Refigure.Statistics;

/// <summary>
/// Random numbers for resampling: SplitMix64 (Steele, Lea and Flood 2014), which every runtime computes alike. A sample's size is
/// its seed.
/// </summary>
internal struct ResamplingGenerator(int seed)
{
    private ulong _state = (ulong)seed;

    /// <summary>A number from 0 on and below <paramref name="count"/>.</summary>
    public int Below(int count)
    {
        _state += 0x9E3779B97F4A7C15;
        var z = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        z ^= z >> 31;
        return (int)(((z >> 32) * (ulong)count) >> 32);
    }
}
