using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Refigure.Models.Hub;

/// <summary>Whether a file is the one that the hub names.</summary>
internal static class HubDigest
{
    private const int BufferBytes = 1 << 20;

    /// <summary>
    /// The digest of a file as the hub gives it: SHA-256 for those that are kept apart from git, else SHA-1 of git's blob
    /// (<c>blob LENGTH</c>, a zero byte, the content: Git Internals, "Git Objects").
    /// </summary>
    public static async Task<string> OfAsync(string path, bool isLarge, CancellationToken cancellation)
    {
        await using var content = File.OpenRead(path);
#pragma warning disable CA5350 // The hub names small files by git's SHA-1; there is nothing stronger to compare with.
        using var hash = IncrementalHash.CreateHash(isLarge ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA1);
#pragma warning restore CA5350
        if (!isLarge)
        {
            hash.AppendData(
                Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"blob {content.Length}\0"))
            );
        }

        var buffer = new byte[BufferBytes];
        for (int count; (count = await content.ReadAsync(buffer, cancellation)) > 0; )
        {
            hash.AppendData(buffer, 0, count);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
