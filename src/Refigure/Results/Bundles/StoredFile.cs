using System.IO.Compression;
using System.Security.Cryptography;

namespace Refigure.Results.Bundles;

/// <summary>A file of a finished run as it lies in its folder.</summary>
/// <param name="Name">Its name below the folder, with <c>.gz</c> where it lies gzipped.</param>
/// <param name="Path">Its path.</param>
/// <param name="Raw">What <c>run.json</c> says of it; null for <c>run.json</c> itself.</param>
internal sealed record StoredFile(string Name, string Path, RawFile? Raw)
{
    /// <summary>Whether it lies there gzipped.</summary>
    public bool IsGzipped => Raw is not null && Name.Length != Raw.Name.Length;

    /// <summary>The files of a run, <c>run.json</c> first and the others by name; what the record does not list stays behind.</summary>
    /// <exception cref="UserErrorException">One is not there, or a link.</exception>
    public static IEnumerable<StoredFile> Of(string folder, RunRecord record)
    {
        yield return Checked(new(RunFolder.RecordName, System.IO.Path.Combine(folder, RunFolder.RecordName), null));
        foreach (var raw in record.Files.OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            var path = System.IO.Path.Combine(folder, raw.Name);
            yield return Checked(
                File.Exists(path)
                    ? new(raw.Name, path, raw)
                    : new(raw.Name + RawFiles.Gzipped, path + RawFiles.Gzipped, raw)
            );
        }
    }

    /// <summary>
    /// Whether a gzipped file holds what the record says; reads no more than that, whatever it unpacks to.
    /// </summary>
    public static bool HoldsPlain(string path, RawFile raw)
    {
        var buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(1 << 16);
        try
        {
            using var content = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
            using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var left = raw.Bytes;
            int read;
            while ((read = content.Read(buffer)) > 0)
            {
                left -= read;
                if (left < 0)
                {
                    return false;
                }

                digest.AppendData(buffer, 0, read);
            }

            return left == 0 && Convert.ToHexStringLower(digest.GetHashAndReset()) == raw.Sha256;
        }
        catch (InvalidDataException)
        {
            return false;
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static StoredFile Checked(StoredFile file) =>
        new FileInfo(file.Path) switch
        {
            { LinkTarget: not null } => throw new UserErrorException(
                $"{file.Path} is a link, and links are not followed: put the file itself there."
            ),
            { Exists: false } => throw new UserErrorException(
                $"{file.Path} is not there, though {RunFolder.RecordName} lists it: delete the folder, and run or import it again."
            ),
            _ => file,
        };
}
