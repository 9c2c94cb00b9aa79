using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Refigure.Models.HuggingFace;

/// <summary>
/// One SHA-256 for a folder of files: over each file's name and size, <c>name\nbytes\n</c>, and its content, in ordinal order of
/// the names.
/// </summary>
internal sealed class FolderDigest : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Begins a file.</summary>
    public void Begin(string name, long bytes) =>
        _hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{name}\n{bytes}\n")));

    /// <summary>Takes content of the file that was begun last.</summary>
    public void Add(ReadOnlySpan<byte> content) => _hash.AppendData(content);

    /// <summary>The digest of all, lower-case hex.</summary>
    public string Finish() => Convert.ToHexStringLower(_hash.GetHashAndReset());

    /// <inheritdoc />
    public void Dispose() => _hash.Dispose();
}
