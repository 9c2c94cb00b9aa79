using System.IO.Compression;
using System.Security.Cryptography;
using Refigure.Files;
using Refigure.Imports;

namespace Refigure.Results.Bundles;

/// <summary>
/// Unpacks a bundle, which may be anything, into folders that nothing reads. The archive must be, entry by entry, what its
/// manifest says; one that is not is refused whole, and its caller throws away what was unpacked.
/// </summary>
/// <param name="system">Writes the files.</param>
/// <param name="freeDisk">How many bytes are free where a path lies.</param>
internal sealed class BundleReader(IFileSystem system, Func<string, long> freeDisk)
{
    private readonly byte[] _buffer = new byte[1 << 17];
    private readonly List<(string Name, string Path, RawFile Raw)> _gzipped = [];

    /// <summary>Reads an archive to its end.</summary>
    /// <param name="path">The archive.</param>
    /// <param name="place">A folder that it is unpacked on, for what is free there.</param>
    /// <param name="folderFor">Says where a run's files go; null if it is only checked.</param>
    /// <param name="found">Hears of each run, whole and checked, with that folder.</param>
    /// <exception cref="UserErrorException">It is refused; the sentence says why.</exception>
    public void Read(string path, string place, Func<BundledRun, string?> folderFor, Action<RunRecord, string?> found)
    {
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 18);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"{path} cannot be read ({e.Message.TrimEnd('.')}): nothing was merged.", e);
        }

        try
        {
            using var tail = new GzipTail(file);
            using var plain = new CountingStream(new GZipStream(tail, CompressionMode.Decompress));
            var entries = new TarEntries(plain);
            var manifest = ReadManifest(entries, file.Length);
            RefuseTooLarge(manifest, place);
            foreach (var run in manifest.Runs)
            {
                var folder = folderFor(run);
                found(Unpack(entries, run, folder), folder);
            }

            if (entries.Next())
            {
                throw Unlisted(entries.Name);
            }

            if (!tail.EndsWith(plain.Total))
            {
                throw new InvalidDataException("it is cut off, or something follows behind its end");
            }

            RefuseOtherPlain();
        }
        catch (InvalidDataException e)
        {
            throw new UserErrorException(
                $"{path} is refused, and nothing of it was taken over: {e.Message.TrimEnd('.')}.",
                e
            );
        }
        finally
        {
            file.Dispose();
        }
    }

    private static InvalidDataException Unlisted(string name) =>
        new($"it holds '{Shown.Of(name)}', which its {BundleManifest.Name} does not list there");

    private BundleManifest ReadManifest(TarEntries entries, long packed)
    {
        if (!entries.Next() || entries.Name != BundleManifest.Name)
        {
            throw new InvalidDataException($"it does not begin with {BundleManifest.Name}, so it is no bundle");
        }

        if (entries.Bytes > BundleLimits.Manifest)
        {
            throw new InvalidDataException($"its {BundleManifest.Name} is too large");
        }

        using var text = new MemoryStream();
        Copy(entries, text);
        var manifest = BundleManifestReader.Read(text.GetBuffer().AsSpan(0, (int)text.Length));
        return BundleLimits.IsBomb(manifest.Bytes, packed)
            ? throw new InvalidDataException($"its {packed} bytes would become {manifest.Bytes}, which no results are")
            : manifest;
    }

    private void RefuseTooLarge(BundleManifest manifest, string place)
    {
        if (freeDisk(place) is var free && manifest.Bytes > free)
        {
            throw new InvalidDataException(
                $"unpacked it has {manifest.Bytes} bytes, and {free} are free; make room, or name another folder with --runs"
            );
        }
    }

    private RunRecord Unpack(TarEntries entries, BundledRun run, string? folder)
    {
        RunRecord? record = null;
        if (folder is not null)
        {
            system.CreateDirectory(folder);
        }

        foreach (var file in run.Files)
        {
            if (!entries.Next())
            {
                throw new InvalidDataException($"it lacks {run.PathOf(file)}, which its {BundleManifest.Name} lists");
            }

            if (entries.Name != run.PathOf(file))
            {
                throw Unlisted(entries.Name);
            }

            if (entries.Bytes != file.Bytes)
            {
                throw WrongSum(run, file);
            }

            if (record is null)
            {
                record = UnpackRecord(entries, run, file, folder);
            }
            else
            {
                Unpack(entries, run, file, record, folder);
            }
        }

        return record!;
    }

    private RunRecord UnpackRecord(TarEntries entries, BundledRun run, BundledFile file, string? folder)
    {
        if (file.Bytes > BundleLimits.Record)
        {
            throw new InvalidDataException($"{run.PathOf(file)} is too large");
        }

        using var text = new MemoryStream((int)file.Bytes);
        RefuseOther(Copy(entries, text), run, file);
        var bytes = text.GetBuffer().AsSpan(0, (int)text.Length);
        var record = RunRecordCheck.Read(bytes, run.Identity);
        RefuseOtherFiles(run, record);
        if (folder is not null)
        {
            using var output = system.Create(Path.Combine(folder, file.Name));
            output.Write(bytes);
        }

        return record;
    }

    private void Unpack(TarEntries entries, BundledRun run, BundledFile file, RunRecord record, string? folder)
    {
        var raw = record.Files.First(r => file.Name == r.Name || file.Name == r.Name + RawFiles.Gzipped);
        if (folder is null)
        {
            RefuseOther(Copy(entries, Stream.Null), run, file);
            return;
        }

        var path = Path.Combine(folder, file.Name);
        if (file.Name.Contains('/', StringComparison.Ordinal))
        {
            system.CreateDirectory(Path.GetDirectoryName(path)!);
        }

        using (var output = system.Create(path))
        {
            RefuseOther(Copy(entries, output), run, file);
        }

        if (file.Name != raw.Name)
        {
            _gzipped.Add((run.PathOf(file), path, raw));
        }
        else if (file.Sha256 != raw.Sha256 || file.Bytes != raw.Bytes)
        {
            throw NotListed(run.PathOf(file));
        }
    }

    // On all cores, once the archive itself is read.
    private void RefuseOtherPlain()
    {
        string? wrong = null;
        Parallel.ForEach(
            _gzipped,
            (file, loop) =>
            {
                if (!StoredFile.HoldsPlain(file.Path, file.Raw))
                {
                    wrong = file.Name;
                    loop.Stop();
                }
            }
        );
        _gzipped.Clear();
        if (wrong is not null)
        {
            throw NotListed(wrong);
        }
    }

    private static InvalidDataException NotListed(string name) =>
        new($"{name} is not the one that its {RunFolder.RecordName} lists");

    // Each file of the record once, plain or gzipped, and no other.
    private static void RefuseOtherFiles(BundledRun run, RunRecord record)
    {
        var listed = run
            .Files.Skip(1)
            .Select(f =>
                f.Name.EndsWith(RawFiles.Gzipped, StringComparison.Ordinal)
                    ? f.Name[..^RawFiles.Gzipped.Length]
                    : f.Name
            )
            .Order(StringComparer.Ordinal);
        if (!listed.SequenceEqual(record.Files.Select(f => f.Name).Order(StringComparer.Ordinal)))
        {
            throw new InvalidDataException(
                $"the files of {run.Identity.RelativeFolder} are not those that its {RunFolder.RecordName} lists"
            );
        }
    }

    private string Copy(TarEntries entries, Stream output)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        int read;
        while ((read = entries.Read(_buffer)) > 0)
        {
            digest.AppendData(_buffer, 0, read);
            output.Write(_buffer, 0, read);
        }

        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }

    private static void RefuseOther(string digest, BundledRun run, BundledFile file)
    {
        if (digest != file.Sha256)
        {
            throw WrongSum(run, file);
        }
    }

    private static InvalidDataException WrongSum(BundledRun run, BundledFile file) =>
        new($"{run.PathOf(file)} is not what its {BundleManifest.Name} says (SHA-256); copy it again");
}
