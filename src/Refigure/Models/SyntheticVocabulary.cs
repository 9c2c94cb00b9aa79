using System.Globalization;

namespace Refigure.Models;

/// <summary>
/// A SentencePiece-like vocabulary: unknown, begin, end, the 256 bytes, the space, then made-up words up to the size that is wanted.
/// Any text can be written with the bytes alone.
/// </summary>
internal sealed class SyntheticVocabulary
{
    /// <summary>The size of a vocabulary of bytes alone.</summary>
    public const int Smallest = FirstWord;

    private const int FirstByte = 3;
    private const int Space = FirstByte + 256;
    private const int FirstWord = Space + 1;

    // llama.cpp's token types.
    private const int Normal = 1;
    private const int Unknown = 2;
    private const int Control = 3;
    private const int Byte = 6;

    private static readonly string[] Syllables =
    [
        .. "bdfgklmnprstvz".SelectMany(consonant => "aeiou".Select(vowel => $"{consonant}{vowel}")),
    ];

    public SyntheticVocabulary(int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, Smallest);
        Tokens = new string[size];
        Scores = new float[size];
        Types = new int[size];
        (Tokens[0], Types[0]) = ("<unk>", Unknown);
        (Tokens[1], Types[1]) = ("<s>", Control);
        (Tokens[2], Types[2]) = ("</s>", Control);
        for (var i = FirstByte; i < Space; i++)
        {
            (Tokens[i], Types[i]) = (string.Create(CultureInfo.InvariantCulture, $"<0x{i - FirstByte:X2}>"), Byte);
        }

        for (var i = Space; i < size; i++)
        {
            (Tokens[i], Types[i]) = (i == Space ? "▁" : Word(i - FirstWord), Normal);
            // Earlier pieces are preferred, as SentencePiece trains them.
            Scores[i] = Space - i;
        }
    }

    public string[] Tokens { get; }

    public float[] Scores { get; }

    public int[] Types { get; }

    // Numbers with syllables for digits: all different, and as long as real pieces are.
    private static string Word(int number)
    {
        var word = "";
        do
        {
            word = Syllables[number % Syllables.Length] + word;
            number = (number / Syllables.Length) - 1;
        } while (number >= 0);

        return "▁" + word;
    }
}
