using System.Collections.Immutable;
using System.Security.Cryptography;
using Refigure.Files;
using Refigure.Imports;
using Refigure.Results.Bundles;

namespace Refigure.Results.Merging;

/// <summary>Takes runs out of whatever holds them, into a staging folder. Nothing of a source that is damaged comes through.</summary>
internal sealed class MergeSources(
    Importer importer,
    IFileSystem system,
    Func<string, long> freeDisk,
    MergeOptions options,
    StagingFolder staging
)
{
    /// <summary>The runs of one source.</summary>
    /// <exception cref="UserErrorException">It is not there, holds no runs, or is refused.</exception>
    public IReadOnlyList<StagedRun> Read(string from)
    {
        if (File.Exists(from))
        {
            return IsGzip(from)
                ? ReadBundle(from)
                : throw new UserErrorException(
                    $"{from} is no bundle (.tar.gz): give --from a bundle, a folder with runs, or the study's artifact."
                );
        }

        if (!Directory.Exists(from))
        {
            throw new UserErrorException($"there is no {from}: give --from a bundle (.tar.gz) or a folder with runs.");
        }

        return ReadFolder(Path.TrimEndingDirectorySeparator(Path.GetFullPath(from)));
    }

    private IReadOnlyList<StagedRun> ReadFolder(string from)
    {
        if (from == Path.TrimEndingDirectorySeparator(Path.GetFullPath(options.Runs)))
        {
            throw new UserErrorException($"{from} cannot be merged into itself: name another folder with --from.");
        }

        var folders = RunFolder.List(from);
        if (!folders.IsEmpty)
        {
            return ReadRuns(from, folders);
        }

        string[] bundles = [.. Directory.GetFiles(from, "*.tar.gz").Order(StringComparer.Ordinal)];
        if (bundles.Length > 0)
        {
            return [.. bundles.SelectMany(ReadBundle)];
        }

        return StudyArtifact.Find(new ImportFolder(from)) is not null
            ? ReadStudy(from)
            : throw new UserErrorException(
                $"{from} holds no runs (EXPERIMENT/NODE/CASE/warm-1/{RunFolder.RecordName}), no bundles, and is not the study's artifact: name the runs folder itself; other tools' results come in with --target Import."
            );
    }

    private List<StagedRun> ReadBundle(string path)
    {
        var runs = new List<StagedRun>();
        new BundleReader(system, freeDisk).Read(
            path,
            options.Runs,
            run => IsThere(run.Identity, run.Files[0].Sha256) ? null : staging.Next(),
            (record, folder) => runs.Add(new(record, folder))
        );
        return runs;
    }

    // The importer makes runs of the logs, as it always does, only not yet in the place where they are read.
    private IReadOnlyList<StagedRun> ReadStudy(string from)
    {
        var into = new ImportOptions(from, staging.Next())
        {
            Profile = options.Profile,
            Compress = options.Compress,
            Force = options.Force,
        };
        var plan = importer.Plan(into);
        plan.RefuseIncomplete(into);
        _ = importer.Apply(plan, into);
        return
        [
            .. plan.Runs.Select(run => new StagedRun(run.Record, RunFolder.PathOf(into.Runs, run.Record.Identity))
            {
                IsImported = true,
            }),
        ];
    }

    private StagedRun[] ReadRuns(string root, ImmutableArray<string> folders)
    {
        var runs = new StagedRun[folders.Length];
        AllCores.For(runs.Length, i => runs[i] = ReadRun(root, folders[i]));
        return runs;
    }

    private StagedRun ReadRun(string root, string folder)
    {
        try
        {
            var identity =
                RunFolderPath.Parse(Path.GetRelativePath(root, folder).Replace('\\', '/'))
                ?? throw new InvalidDataException($"{folder} is no run folder");
            var text = File.ReadAllBytes(Path.Combine(folder, RunFolder.RecordName));
            var record = RunRecordCheck.Read(text, identity);
            if (IsThere(identity, Convert.ToHexStringLower(SHA256.HashData(text))))
            {
                return new(record, null);
            }

            var to = staging.Next();
            system.CreateDirectory(to);
            foreach (var file in StoredFile.Of(folder, record))
            {
                Copy(file, Path.Combine(to, file.Name));
            }

            return new(record, to);
        }
        catch (InvalidDataException e)
        {
            throw new UserErrorException($"{root} is refused, and nothing of it was taken over: {e.Message}.", e);
        }
    }

    private void Copy(StoredFile file, string to)
    {
        if (file.Name.Contains('/', StringComparison.Ordinal))
        {
            system.CreateDirectory(Path.GetDirectoryName(to)!);
        }

        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using (var content = File.OpenRead(file.Path))
        using (var output = system.Create(to))
        {
            var buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(1 << 16);
            int read;
            while ((read = content.Read(buffer)) > 0)
            {
                digest.AppendData(buffer, 0, read);
                output.Write(buffer, 0, read);
            }

            System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
        }

        var sum = Convert.ToHexStringLower(digest.GetHashAndReset());
        if (file.Raw is { } raw && !(file.IsGzipped ? StoredFile.HoldsPlain(to, raw) : sum == raw.Sha256))
        {
            throw new InvalidDataException(
                $"{file.Path} was changed: its SHA-256 is not the one in its {RunFolder.RecordName}"
            );
        }
    }

    // The record names the digest of every other file.
    private bool IsThere(RunIdentity identity, string digest)
    {
        var path = Path.Combine(RunFolder.PathOf(options.Runs, identity), RunFolder.RecordName);
        return File.Exists(path) && Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))) == digest;
    }

    private static bool IsGzip(string path)
    {
        using var file = File.OpenRead(path);
        return file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
    }
}
