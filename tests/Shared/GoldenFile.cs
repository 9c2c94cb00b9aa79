using System.Security.Cryptography;
using System.Text;

namespace Refigure.Testing;

/// <summary>
/// Drawings and texts that someone has looked at, kept beside the tests: of an SVG what is not its embedded fonts. What comes
/// out differently fails, and is left in the test output as <c>*.received.*</c> to be looked at.
/// </summary>
internal static class GoldenFile
{
    /// <summary>Set to 1, what was received becomes what is expected.</summary>
    public const string Accept = "REFIGURE_ACCEPT_GOLDEN";

    // SHA-256 of DejaVuSans.ttf and DejaVuSans-Bold.ttf, version 2.37, one after the other.
    private const string Fonts = "75e5b23b888c1c33cb83f2557a2b12a0385a44a39d03ad1299f2fa565c95f78c";

    /// <summary>Why drawings in these fonts cannot be compared with the golden ones; null if they can.</summary>
    public static string? WhyNotWith(string regular, string bold)
    {
        byte[] both = [.. File.ReadAllBytes(regular), .. File.ReadAllBytes(bold)];
        return Convert.ToHexStringLower(SHA256.HashData(both)) == Fonts
            ? null
            : "the golden drawings were made with DejaVu Sans 2.37, and this machine has another version of it";
    }

    /// <summary>Compares a drawing with the golden file of that name.</summary>
    /// <param name="folder">The folder of the golden files, from the root of the checkout.</param>
    /// <param name="name">The file's name without its ending.</param>
    /// <param name="svg">The drawing.</param>
    public static void ShouldMatch(string folder, string name, byte[] svg) =>
        ShouldMatch(folder, name + ".svg", WithoutFonts(svg));

    /// <summary>Compares a text with the golden file of that name.</summary>
    /// <param name="folder">The folder of the golden files, from the root of the checkout.</param>
    /// <param name="name">The file's name.</param>
    /// <param name="received">The text.</param>
    public static void ShouldMatch(string folder, string name, string received)
    {
        var golden = Path.Combine(CheckoutRoot.Folder, folder, name);
        if (Environment.GetEnvironmentVariable(Accept) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(golden)!);
            File.WriteAllText(golden, received);
            return;
        }

        var expected = File.Exists(golden) ? File.ReadAllText(golden) : string.Empty;
        if (!string.Equals(expected, received, StringComparison.Ordinal))
        {
            var left = Path.Combine(
                AppContext.BaseDirectory,
                "golden",
                $"{Path.GetFileNameWithoutExtension(name)}.received{Path.GetExtension(name)}"
            );
            Directory.CreateDirectory(Path.GetDirectoryName(left)!);
            File.WriteAllText(left, received);
            Assert.Fail(
                $"{folder}/{name}: {FirstDifference(expected, received)}\nLook at {left}; if it is right, copy it over "
                    + $"the golden file, or run the test once with {Accept}=1."
            );
        }
    }

    private static string WithoutFonts(byte[] svg)
    {
        var lines = Encoding.UTF8.GetString(svg).Split('\n');
        return string.Join('\n', lines.Where(line => !line.StartsWith("@font-face", StringComparison.Ordinal)));
    }

    private static string FirstDifference(string expected, string received)
    {
        if (expected.Length == 0)
        {
            return "there is no such golden file yet.";
        }

        var (a, b) = (expected.Split('\n'), received.Split('\n'));
        var line = a.Zip(b).TakeWhile(pair => string.Equals(pair.First, pair.Second, StringComparison.Ordinal)).Count();
        return $"line {line + 1} was\n  {a.ElementAtOrDefault(line)}\nand is\n  {b.ElementAtOrDefault(line)}";
    }
}
