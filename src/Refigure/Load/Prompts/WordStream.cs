using System.Text;

namespace Refigure.Load.Prompts;

/// <summary>
/// Made-up words, seeded: syllables that are one token in this project's synthetic vocabularies, and in those of most models.
/// </summary>
internal struct WordStream(ulong seed)
{
    private static readonly string[] Syllables =
    [
        .. "bdfgklmnprstvz".SelectMany(consonant => "aeiou".Select(vowel => $"{consonant}{vowel}")),
    ];

    private ulong _state = seed;

    /// <summary>A stream of its own for each request of each seed.</summary>
    public static WordStream For(long seed, int number) =>
        new(((ulong)seed * 0x9E3779B97F4A7C15ul) ^ Scrambled((ulong)number + 1));

    /// <summary>Appends words, one a token, with spaces between them.</summary>
    public void Append(StringBuilder text, int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (text.Length > 0)
            {
                text.Append(' ');
            }

            _state += 0x9E3779B97F4A7C15ul;
            text.Append(Syllables[Scrambled(_state) % (ulong)Syllables.Length]);
        }
    }

    // SplitMix64 (Steele, Lea and Flood, 2014).
    private static ulong Scrambled(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ul;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBul;
        return z ^ (z >> 31);
    }
}
