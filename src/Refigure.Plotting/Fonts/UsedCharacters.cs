using System.Collections.Immutable;
using System.Text;

namespace Refigure.Plotting.Fonts;

/// <summary>
/// The characters that a drawing uses of one face, numbered from 1 in order of their code points; 0 is .notdef. Each
/// character gets a glyph of its own in the subset, even where the font draws two alike: so that the text that a
/// reader copies out of the file is the text that was put in.
/// </summary>
internal sealed class UsedCharacters
{
    private readonly ushort[] _latin = new ushort[256];

    private UsedCharacters(ImmutableArray<Rune> characters)
    {
        Characters = characters;
        for (var i = 0; i < characters.Length && characters[i].Value < _latin.Length; i++)
        {
            _latin[characters[i].Value] = (ushort)(i + 1);
        }
    }

    /// <summary>The characters in order; the first one is glyph 1.</summary>
    public ImmutableArray<Rune> Characters { get; }

    public static UsedCharacters Of(IEnumerable<string> texts)
    {
        var all = new HashSet<Rune>();
        foreach (var text in texts)
        {
            foreach (var character in text.EnumerateRunes())
            {
                all.Add(character);
            }
        }

        return new UsedCharacters([.. all.Order()]);
    }

    /// <summary>The number of a used character; 0 for one that is not.</summary>
    public ushort NumberOf(Rune character)
    {
        if (character.Value < _latin.Length)
        {
            return _latin[character.Value];
        }

        var index = Characters.BinarySearch(character);
        return index < 0 ? (ushort)0 : (ushort)(index + 1);
    }
}
