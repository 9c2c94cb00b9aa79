using System.Security.Cryptography;
using System.Text;

namespace Refigure.Results;

/// <summary>
/// Names of folders and files that come from outside (cases, nodes, bundles). A safe name is one path segment that means
/// the same on every system: letters, digits and <c>._+=,@-</c>, neither hidden nor reserved, at most
/// <see cref="MaxLength"/> characters.
/// </summary>
public static class FolderName
{
    /// <summary>The most characters of a safe name; leaves room for the rest of the path on Windows.</summary>
    public const int MaxLength = 120;

    private const int HashLength = 8;

    /// <summary>Whether the name may be used as it is.</summary>
    public static bool IsSafe(string? name)
    {
        if (string.IsNullOrEmpty(name) || name.Length > MaxLength || name[0] == '.' || name[^1] == '.')
        {
            return false;
        }

        foreach (var c in name)
        {
            if (!IsAllowed(c))
            {
                return false;
            }
        }

        return !IsReserved(name);
    }

    /// <summary>
    /// A safe name that is as close to the given one as can be: other characters become <c>-</c>, a name too long ends in
    /// a digest of the whole. A safe name is returned unchanged.
    /// </summary>
    public static string Safe(string name) => IsSafe(name) ? name : Shorten(Clean(name), name);

    /// <summary>A safe name that ends in a digest of the given one, for names that would otherwise become equal.</summary>
    public static string SafeDistinct(string name) => WithDigest(Clean(name), name);

    private static string Clean(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var c in name)
        {
            text.Append(IsAllowed(c) ? c : '-');
        }

        var clean = text.ToString().Trim('.');
        return clean.Length == 0 ? "unnamed"
            : IsReserved(clean) ? "_" + clean
            : clean;
    }

    private static string Shorten(string clean, string original) =>
        clean.Length <= MaxLength ? clean : WithDigest(clean, original);

    private static string WithDigest(string clean, string original)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(original)))[..HashLength];
        var kept = clean.Length > MaxLength - HashLength - 1 ? clean[..(MaxLength - HashLength - 1)] : clean;
        return $"{kept}-{digest}";
    }

    private static bool IsAllowed(char c) => char.IsAsciiLetterOrDigit(c) || "._+=,@-".Contains(c);

    // Windows gives these names to devices, with any extension.
    private static bool IsReserved(string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var stem = (dot < 0 ? name : name[..dot]).ToUpperInvariant();
        return stem is "CON" or "PRN" or "AUX" or "NUL"
            || (stem.Length == 4 && char.IsAsciiDigit(stem[3]) && stem[..3] is "COM" or "LPT");
    }
}
