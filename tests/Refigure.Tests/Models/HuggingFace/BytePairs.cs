using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Refigure.Tests.Models.HuggingFace;

/// <summary>Test code: reads a byte-level <c>tokenizer.json</c> and does with it what the tokenizers library does.</summary>
internal sealed partial class BytePairs
{
    private readonly Dictionary<(string, string), int> _merges = [];
    private readonly Dictionary<byte, char> _shown = [];

    public BytePairs(byte[] file)
    {
        using var json = JsonDocument.Parse(file);
        Root = json.RootElement.Clone();
        var model = Root.GetProperty("model");
        Vocabulary = model
            .GetProperty("vocab")
            .EnumerateObject()
            .ToDictionary(t => t.Name, t => t.Value.GetInt32(), StringComparer.Ordinal);
        foreach (var merge in model.GetProperty("merges").EnumerateArray())
        {
            var parts = merge.GetString()!.Split(' ');
            parts.Length.ShouldBe(2);
            _merges.Add((parts[0], parts[1]), _merges.Count);
        }

        // GPT-2's alphabet: what prints is itself, the rest follows from U+0100 on in the order of the bytes.
        var next = 256;
        for (var value = 0; value < 256; value++)
        {
            var prints = value is (>= '!' and <= '~') or (>= '¡' and <= '¬') or (>= '®' and <= 'ÿ');
            _shown[(byte)value] = (char)(prints ? value : next++);
        }
    }

    public JsonElement Root { get; }

    public Dictionary<string, int> Vocabulary { get; }

    public IEnumerable<(string Left, string Right)> Merges => _merges.Keys;

    public int[] Encode(string text) =>
        [.. Pieces().Matches(text).SelectMany(m => Word(Encoding.UTF8.GetBytes(m.Value)))];

    public int[] Word(byte[] bytes)
    {
        List<string> parts = [.. bytes.Select(b => _shown[b].ToString())];
        while (true)
        {
            var best = Enumerable
                .Range(0, parts.Count - 1)
                .Where(i => _merges.ContainsKey((parts[i], parts[i + 1])))
                .OrderBy(i => _merges[(parts[i], parts[i + 1])])
                .Cast<int?>()
                .FirstOrDefault();
            if (best is not { } at)
            {
                return [.. parts.Select(p => Vocabulary[p])];
            }

            parts[at] += parts[at + 1];
            parts.RemoveAt(at + 1);
        }
    }

    public byte[] Decode(IEnumerable<int> tokens)
    {
        var texts = Vocabulary.ToDictionary(v => v.Value, v => v.Key);
        var bytes = _shown.ToDictionary(s => s.Value, s => s.Key);
        return [.. tokens.SelectMany(t => texts[t]).Select(c => bytes[c])];
    }

    // How the library's pre-tokenizer cuts a text.
    [GeneratedRegex(
        @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+",
        RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex Pieces();
}
