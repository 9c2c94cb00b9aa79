using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Refigure.Models.HuggingFace;

/// <summary>
/// A byte-level BPE tokenizer in the form of the <c>tokenizers</c> library (<c>tokenizer.json</c>): three marks, the 256 bytes, and
/// made-up words of syllables up to the size that is wanted. Any text can be written with the bytes alone.
/// </summary>
internal static class ByteLevelTokenizer
{
    /// <summary>The marks, by id.</summary>
    public static readonly string[] Marks = ["<|begin|>", "<|end|>", "<|pad|>"];

    /// <summary>The size of a vocabulary of marks and bytes alone.</summary>
    public const int Smallest = 3 + 256;

    /// <summary>The largest that the syllables are enough for.</summary>
    public const int Largest = Smallest + Syllable + Syllable + Pairs + Pairs + (Pairs * Syllable);

    private const int Syllable = 70;
    private const int Pairs = Syllable * Syllable;

    // How a space looks in this alphabet.
    private const string Space = "\u0120";
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The bytes of <c>tokenizer.json</c>.</summary>
    /// <param name="size">The size of the vocabulary.</param>
    public static byte[] File(int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, Smallest);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, Largest);
        using var output = new MemoryStream();
        using (var json = new Utf8JsonWriter(output, Plain))
        {
            json.WriteStartObject();
            json.WriteString("version", "1.0");
            json.WriteNull("truncation");
            json.WriteNull("padding");
            WriteMarks(json);
            json.WriteNull("normalizer");
            WriteByteLevel(json, "pre_tokenizer", addSpace: false);
            json.WriteNull("post_processor");
            WriteByteLevel(json, "decoder", addSpace: true);
            WriteModel(json, size);
            json.WriteEndObject();
        }

        return output.ToArray();
    }

    /// <summary>The merges, in the order in which they are tried; each makes one new token.</summary>
    public static IEnumerable<(string Left, string Right)> Merges()
    {
        string[] syllables = [.. "bdfgklmnprstvz".SelectMany(one => "aeiou".Select(two => $"{one}{two}"))];
        foreach (var syllable in syllables)
        {
            yield return (syllable[..1], syllable[1..]);
        }

        foreach (var syllable in syllables)
        {
            yield return (Space, syllable);
        }

        foreach (var begin in (string[])["", Space])
        {
            foreach (var one in syllables)
            {
                foreach (var two in syllables)
                {
                    yield return (begin + one, two);
                }
            }
        }

        foreach (var one in syllables)
        {
            foreach (var two in syllables)
            {
                foreach (var three in syllables)
                {
                    yield return (Space + one + two, three);
                }
            }
        }
    }

    private static void WriteMarks(Utf8JsonWriter json)
    {
        json.WriteStartArray("added_tokens");
        for (var i = 0; i < Marks.Length; i++)
        {
            json.WriteStartObject();
            json.WriteNumber("id", i);
            json.WriteString("content", Marks[i]);
            foreach (var off in (string[])["single_word", "lstrip", "rstrip", "normalized"])
            {
                json.WriteBoolean(off, false);
            }

            json.WriteBoolean("special", true);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteByteLevel(Utf8JsonWriter json, string name, bool addSpace)
    {
        json.WriteStartObject(name);
        json.WriteString("type", "ByteLevel");
        json.WriteBoolean("add_prefix_space", addSpace);
        json.WriteBoolean("trim_offsets", true);
        json.WriteBoolean("use_regex", true);
        json.WriteEndObject();
    }

    private static void WriteModel(Utf8JsonWriter json, int size)
    {
        json.WriteStartObject("model");
        json.WriteString("type", "BPE");
        json.WriteNull("dropout");
        json.WriteNull("unk_token");
        json.WriteNull("continuing_subword_prefix");
        json.WriteNull("end_of_word_suffix");
        json.WriteBoolean("fuse_unk", false);
        json.WriteBoolean("byte_fallback", false);
        json.WriteBoolean("ignore_merges", false);
        json.WriteStartObject("vocab");
        var id = 0;
        foreach (var token in Marks.Concat(Alphabet()).Concat(Merges().Select(m => m.Left + m.Right)).Take(size))
        {
            json.WriteNumber(token, id++);
        }

        json.WriteEndObject();
        json.WriteStartArray("merges");
        foreach (var (left, right) in Merges().Take(size - Smallest))
        {
            // As one text: that is what old versions of the library read, and new ones do too.
            json.WriteStringValue(string.Create(CultureInfo.InvariantCulture, $"{left} {right}"));
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    // A byte that prints is itself; the others are the characters from U+0100 on (GPT-2's alphabet, Radford et al. 2019).
    private static IEnumerable<string> Alphabet()
    {
        var characters = new List<char>();
        for (var value = 0; value < 256; value++)
        {
            if (value is (>= 33 and <= 126) or (>= 161 and <= 172) or >= 174)
            {
                characters.Add((char)value);
            }
        }

        var others = 256 - characters.Count;
        for (var i = 0; i < others; i++)
        {
            characters.Add((char)(256 + i));
        }

        return characters.Select(c => c.ToString());
    }
}
