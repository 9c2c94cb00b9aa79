using System.Collections.Immutable;
using System.IO.Compression;
using System.Security.Cryptography;
using Refigure.Files;
using Refigure.Secrets;

namespace Refigure.Results.Bundles;

/// <summary>
/// Packs the finished runs of one node into one <c>.tar.gz</c>: its manifest first, then run by run. The same runs give the same
/// bytes. What is damaged, or has a secret in it, is not packed.
/// </summary>
/// <param name="system">Writes the archive.</param>
/// <param name="secrets">What must not leave this machine.</param>
public sealed class BundleWriter(IFileSystem system, SecretMask secrets)
{
    private const int UnknownSystem = 255;

    /// <summary>Writes an archive, in place of an older one in one step.</summary>
    /// <param name="root">The runs root.</param>
    /// <param name="node">The node.</param>
    /// <param name="runs">Its runs there, in any order; invalid ones too, which are evidence.</param>
    /// <param name="path">Where the archive goes.</param>
    /// <exception cref="UserErrorException">A run is damaged or has a secret in it, or the archive cannot be written.</exception>
    public BundleManifest Write(string root, string node, IReadOnlyCollection<RunRecord> runs, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        RunRecord[] ordered = [.. runs.OrderBy(run => run.Identity.RelativeFolder, StringComparer.Ordinal)];
        var manifest = new BundleManifest(node, Examine(root, ordered));
        var partial = PartialName.For(path);
        try
        {
            system.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            using (var file = system.Create(partial))
            {
                using (var gzip = new GZipStream(file, CompressionLevel.Optimal, leaveOpen: true))
                {
                    Pack(manifest, root, gzip);
                }

                // RFC 1952: byte 9 names the writing system; the time is zero already.
                file.Position = 9;
                file.WriteByte(UnknownSystem);
                system.Sync(file);
            }

            system.MoveFile(partial, path);
            return manifest;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            OutputFolder.RemoveRemains(partial);
            throw new UserErrorException(
                $"{path} cannot be written ({e.Message.TrimEnd('.')}): name another place with --out.",
                e
            );
        }
        catch (UserErrorException)
        {
            OutputFolder.RemoveRemains(partial);
            throw;
        }
    }

    private ImmutableArray<BundledRun> Examine(string root, RunRecord[] runs)
    {
        var bundled = new BundledRun[runs.Length];
        AllCores.For(
            runs.Length,
            i =>
            {
                var folder = RunFolder.PathOf(root, runs[i].Identity);
                bundled[i] = new(runs[i].Identity, runs[i].Hash, [.. StoredFile.Of(folder, runs[i]).Select(Examine)]);
            }
        );
        return ImmutableArray.Create(bundled);
    }

    private BundledFile Examine(StoredFile file)
    {
        string digest;
        long bytes;
        try
        {
            using var content = File.OpenRead(file.Path);
            bytes = content.Length;
            digest = Convert.ToHexStringLower(SHA256.HashData(content));
            RefuseSecret(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new UserErrorException($"{file.Path} cannot be read ({e.Message.TrimEnd('.')}).", e);
        }

        var isWhole =
            file.Raw is not { } raw
            || (file.IsGzipped ? StoredFile.HoldsPlain(file.Path, raw) : digest == raw.Sha256 && bytes == raw.Bytes);
        return isWhole
            ? new(file.Name, digest, bytes)
            : throw new UserErrorException(
                $"{file.Path} was changed after its run: its SHA-256 is not the one in {RunFolder.RecordName}; restore it, or delete its folder and make the run again."
            );
    }

    // What was written here is masked already; a run may have come from elsewhere, or be older than the secret.
    private void RefuseSecret(StoredFile file)
    {
        if (secrets.IsEmpty)
        {
            return;
        }

        var (read, kept) = (0L, 0L);
        var filter = new SecretFilter(secrets, bytes => kept += bytes.Length);
        using var stored = File.OpenRead(file.Path);
        using Stream content = file.IsGzipped ? new GZipStream(stored, CompressionMode.Decompress) : stored;
        var buffer = new byte[1 << 17];
        int count;
        while ((count = content.Read(buffer)) > 0)
        {
            read += count;
            filter.Pass(buffer.AsSpan(0, count));
        }

        filter.End();
        if (kept != read)
        {
            throw new UserErrorException(
                $"{file.Path} has a secret of this machine in it, and no bundle was written: take the secret out of use, delete the run's folder, and make the run again."
            );
        }
    }

    private static void Pack(BundleManifest manifest, string root, Stream archive)
    {
        var text = BundleManifestWriter.Write(manifest);
        archive.Write(TarHeader.Of(BundleManifest.Name, text.Length));
        archive.Write(text);
        archive.Write(new byte[TarHeader.Padding(text.Length)]);
        var buffer = new byte[1 << 17];
        foreach (var run in manifest.Runs)
        {
            foreach (var file in run.Files)
            {
                archive.Write(TarHeader.Of(run.PathOf(file), file.Bytes));
                Copy(file, Path.Combine(root, run.PathOf(file)), archive, buffer);
                archive.Write(new byte[TarHeader.Padding(file.Bytes)]);
            }
        }

        archive.Write(new byte[2 * TarHeader.Block]);
    }

    private static void Copy(BundledFile file, string path, Stream archive, byte[] buffer)
    {
        using var content = File.OpenRead(path);
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var left = file.Bytes;
        int read;
        while (left > 0 && (read = content.Read(buffer, 0, (int)Math.Min(buffer.Length, left))) > 0)
        {
            digest.AppendData(buffer, 0, read);
            archive.Write(buffer, 0, read);
            left -= read;
        }

        if (left > 0 || Convert.ToHexStringLower(digest.GetHashAndReset()) != file.Sha256)
        {
            throw new UserErrorException(
                $"{path} changed while it was bundled: bundle again when nothing writes to it."
            );
        }
    }
}
