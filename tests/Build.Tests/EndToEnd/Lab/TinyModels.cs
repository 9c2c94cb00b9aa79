using System.Globalization;
using System.Text.RegularExpressions;

namespace Refigure.Build.Tests.EndToEnd.Lab;

/// <summary>The synthetic models of profile <c>lab</c>, under their names, with a few megabytes of weights each.</summary>
internal static class TinyModels
{
    private const int Megabytes = 10;

    // What Models says when a digest does not fit is where these come from.
    private static readonly (string Name, int Layers, int Vocabulary, string Sha256)[] All =
    [
        ("0.1b", 2, 1000, "da5cd9e7dac6838fb2874498e1ea3e1cc42a83564e743c3abcc4c83103190006"),
        ("0.5b", 3, 1000, "f793eafb97ee574abd902485b3a5f0b6d8c26e053224108ab42cffca60322f4b"),
        ("1b", 4, 8000, "8cb3bd9da5e1c695d7c5b6628d4f6a756d4cbbafbe685614166c6a671a397c75"),
        ("1b-v32k", 4, 2000, "5216055bf1a872a7ca1a010a09efc2641f1aadd067aaa2d4973ecb025ffca8c5"),
        ("1b-v64k", 4, 4000, "1802cf1e09d18b2cca2b67fb45facb9c4c8c7d6d86b43d4dec67680226a4b6d5"),
        ("3b", 8, 8000, "d19a792c258e4ecd361045f4fa86394e1c99c76436c5094871a7d1bcb4640fc8"),
        ("8b", 12, 8000, "10a3db5d59ad8639bff7c6c41e32954ba39c5f56022129ca401a1b4f0a51ba80"),
    ];

    /// <summary>Makes the models of a catalog tiny.</summary>
    public static void Replace(string catalog)
    {
        var text = File.ReadAllText(catalog);
        foreach (var (name, layers, vocabulary, sha256) in All)
        {
            var key = $"  synthetic-llama-{name}:\n";
            var start = text.IndexOf(key, StringComparison.Ordinal);
            var end = Regex.Match(text[(start + key.Length)..], @"^  \S", RegexOptions.Multiline);
            var stop = end.Success ? start + key.Length + end.Index : text.Length;
            var block = text[start..stop];
            block = With(block, "layers", layers);
            block = With(block, "vocabulary_size", vocabulary);
            block = With(block, "hidden_size", 128);
            block = With(block, "feed_forward_size", 256);
            block = With(block, "attention_heads", 4);
            block = With(block, "key_value_heads", 2);
            block = With(block, "bytes", Megabytes * 1_000_000);
            block = Regex.Replace(block, "sha256: [0-9a-f]+", $"sha256: {sha256}");
            text = text[..start] + block + text[stop..];
        }

        File.WriteAllText(catalog, text);
    }

    private static string With(string block, string key, int value) =>
        Regex.Replace(block, $"(?<= {key}: )[0-9]+", value.ToString(CultureInfo.InvariantCulture));
}
