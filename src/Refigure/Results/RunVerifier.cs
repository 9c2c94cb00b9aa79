using System.Collections.Immutable;
using System.Security.Cryptography;
using Refigure.Quality;

namespace Refigure.Results;

/// <summary>Recomputes every digest of stored runs.</summary>
public static class RunVerifier
{
    private const long LargestWhole = 16 << 20;

    /// <summary>
    /// Compares each raw file of each run with the digest in its <c>run.json</c>, and the run's hash with both.
    /// </summary>
    /// <returns>
    /// What differs: <c>missing-file</c>, <c>changed-file</c>, or <c>wrong-hash</c> where <c>run.json</c> itself was
    /// changed. Empty if all is as it was written.
    /// </returns>
    /// <exception cref="UserErrorException">A damaged <c>run.json</c>.</exception>
    public static ImmutableArray<Finding> Verify(string root, IReadOnlyCollection<string>? experiments = null)
    {
        var findings = ImmutableArray.CreateBuilder<Finding>();
        foreach (var folder in RunFolder.List(root, experiments))
        {
            findings.AddRange(Verify(folder, RunFolder.Read(root, folder)));
        }

        return findings.ToImmutable();
    }

    /// <summary>Hears the content of a raw file that was read to check it.</summary>
    public delegate void Reader(string name, ReadOnlySpan<byte> content);

    /// <summary>The same for one run, whose record was read.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="record">Its record.</param>
    /// <param name="read">Hears the content of each file that is not large, as it is; null if nobody asks.</param>
    /// <param name="known">A file that need not be read, since its digest is known; null for none.</param>
    public static ImmutableArray<Finding> Verify(
        string folder,
        RunRecord record,
        Reader? read = null,
        (string Name, string Digest)? known = null
    )
    {
        ArgumentNullException.ThrowIfNull(record);
        var findings = ImmutableArray.CreateBuilder<Finding>();
        var run = record.Identity.RelativeFolder;
        foreach (var file in record.Files)
        {
            if (Check(folder, file, read, file.Name == known?.Name ? known?.Digest : null) is var (kind, what))
            {
                findings.Add(new(kind, $"{run}/{file.Name} {what}.", [run]));
            }
        }

        if (RunHash.Compute(record.Identity, record.Files) != record.Hash)
        {
            findings.Add(
                new(
                    "wrong-hash",
                    $"{run}/{RunFolder.RecordName} was changed: its hash is not that of its identity and files.",
                    [run]
                )
            );
        }

        return findings.ToImmutable();
    }

    private static (string Kind, string What)? Check(string folder, RawFile file, Reader? read, string? known)
    {
        if (known is not null)
        {
            return Compare(known, file);
        }

        using var content = RawFiles.Open(folder, file.Name);
        if (content is null)
        {
            return ("missing-file", "is not there");
        }

        try
        {
            return Compare(Digest(content, file, read), file);
        }
        catch (InvalidDataException)
        {
            return ("changed-file", "was changed: it cannot be decompressed");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ("changed-file", $"cannot be read ({e.Message.TrimEnd('.')})");
        }
    }

    private static (string Kind, string What)? Compare(string digest, RawFile file) =>
        digest == file.Sha256
            ? null
            : ("changed-file", $"was changed: its SHA-256 is {digest}, recorded was {file.Sha256}");

    private static string Digest(Stream content, RawFile file, Reader? read)
    {
        if (file.Bytes > LargestWhole || read is null)
        {
            return Convert.ToHexStringLower(SHA256.HashData(content));
        }

        using var bytes = PooledBytes.Read(content, file.Bytes);
        read(file.Name, bytes.Span);
        return Convert.ToHexStringLower(SHA256.HashData(bytes.Span));
    }
}
