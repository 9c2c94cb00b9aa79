using System.Globalization;
using System.Security.Cryptography;

namespace Refigure.Models.Tensorized;

/// <summary>A file of a tensorized model.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Its digest, lower-case hex.</param>
/// <param name="Written">When it was written, in ticks, UTC.</param>
internal sealed record TensorizedFile(string Name, long Bytes, string Sha256, long Written)
{
    private const int PartBytes = 1 << 20;

    /// <summary>Looks at a file, whole.</summary>
    public static TensorizedFile Of(string path, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var input = File.OpenRead(path);
        var part = new byte[PartBytes];
        while (input.Read(part) is var count and > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            hash.AppendData(part, 0, count);
        }

        return new TensorizedFile(
            Path.GetFileName(path),
            input.Length,
            Convert.ToHexStringLower(hash.GetHashAndReset()),
            File.GetLastWriteTimeUtc(path).Ticks
        );
    }

    /// <summary>Reads a line <c>name, bytes, digest, time</c> with tabs between; null if it is none.</summary>
    public static TensorizedFile? Parse(string line) =>
        line.Split('\t') is [var name, var bytes, { Length: 64 } sha256, var written]
        && name == Path.GetFileName(name)
        && long.TryParse(bytes, NumberStyles.None, CultureInfo.InvariantCulture, out var size)
        && long.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var time)
            ? new TensorizedFile(name, size, sha256, time)
            : null;
}
