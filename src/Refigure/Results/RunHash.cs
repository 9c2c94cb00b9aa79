using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Refigure.Results;

/// <summary>The hash that names a run: what it is, and what it wrote.</summary>
public static class RunHash
{
    /// <summary>
    /// SHA-256, lower-case hex, over UTF-8 lines: the run's relative folder, then for each raw file, ordered by name, its
    /// name, a space and its digest. Names hold no line break, so different runs have different texts.
    /// </summary>
    public static string Compute(RunIdentity identity, ImmutableArray<RawFile> files)
    {
        var text = new StringBuilder("refigure run 1\n").Append(identity.RelativeFolder).Append('\n');
        foreach (var file in files.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name)))
        {
            text.Append(file.Name).Append(' ').Append(file.Sha256).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
