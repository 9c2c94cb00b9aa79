using System.Security.Cryptography;
using System.Text;

namespace Refigure.Build.Tests.EndToEnd.Lab;

/// <summary>A change of a file of the stub package, as a patch makes it.</summary>
/// <param name="Path">The file, relative to the installed packages.</param>
/// <param name="Before">Its content before.</param>
/// <param name="Old">The lines that are replaced; they are there once.</param>
/// <param name="New">What they become; their first line stays.</param>
internal sealed record StubChange(string Path, string Before, string Old, string New)
{
    /// <summary>SHA-256 of the file before.</summary>
    public string DigestBefore => Digest(Before);

    /// <summary>SHA-256 of the file after.</summary>
    public string DigestAfter => Digest(Before.Replace(Old, New, StringComparison.Ordinal));

    /// <summary>The change as a unified diff.</summary>
    public string Diff
    {
        get
        {
            var first = Before[..Before.IndexOf(Old, StringComparison.Ordinal)].Count(c => c == '\n') + 1;
            var (old, @new) = (Lines(Old), Lines(New));
            old[0].ShouldBe(@new[0]);
            return $"--- a/{Path}\n+++ b/{Path}\n@@ -{first},{old.Length} +{first},{@new.Length} @@\n"
                + $" {old[0]}\n"
                + string.Concat(old.Skip(1).Select(line => $"-{line}\n"))
                + string.Concat(@new.Skip(1).Select(line => $"+{line}\n"));
        }
    }

    private static string[] Lines(string text) => text.TrimEnd('\n').Split('\n');

    private static string Digest(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
