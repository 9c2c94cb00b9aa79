namespace Refigure.Plotting.Rendering;

/// <summary>
/// A 64-bit FNV-1a hash: names things after their content (subset tags, the PDF's ID). It is no protection against
/// forgery, and needs neither a native library nor its start-up time.
/// </summary>
internal static class ContentHash
{
    private const ulong Basis = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    public static ulong Of(ReadOnlySpan<byte> bytes, ulong seed = 0)
    {
        var hash = Basis ^ seed;
        foreach (var b in bytes)
        {
            hash = unchecked((hash ^ b) * Prime);
        }

        return hash;
    }

    /// <summary>Six capital letters, as PDF wants before the name of a font subset (ISO 32000-1, 9.6.4).</summary>
    public static string Tag(ReadOnlySpan<byte> bytes)
    {
        var hash = Of(bytes);
        Span<char> letters = stackalloc char[6];
        for (var i = 0; i < letters.Length; i++)
        {
            letters[i] = (char)('A' + (int)(hash % 26));
            hash /= 26;
        }

        return new string(letters);
    }
}
