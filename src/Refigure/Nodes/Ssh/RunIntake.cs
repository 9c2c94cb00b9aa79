using System.Collections.Immutable;
using System.Formats.Tar;
using System.IO.Compression;
using Refigure.Results;
using Refigure.Running;

namespace Refigure.Nodes.Ssh;

/// <summary>
/// Takes over runs that were made elsewhere into a runs root: unpacked beside it, each file compared with the digest in its
/// <c>run.json</c>, and only then moved into its place. A half or damaged one leaves nothing.
/// </summary>
/// <param name="session">The right to change the root.</param>
/// <param name="store">Reads runs.</param>
public sealed class RunIntake(RunSession session, RunStore store)
{
    private const string Folder = ".incoming";
    private const long LargestFile = 64L << 30;
    private readonly Lock _gate = new();

    /// <summary>Takes runs over.</summary>
    /// <param name="archive">A compressed archive of run folders.</param>
    /// <param name="node">The node that it comes from; each node has a corner of its own.</param>
    /// <param name="wanted">The folders that may be in it.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The records of the runs that are in their place now.</returns>
    /// <exception cref="InvalidDataException">It is damaged, or holds what was not asked for; nothing was taken over.</exception>
    /// <exception cref="UserErrorException">The runs root cannot be written to.</exception>
    public async Task<ImmutableArray<RunRecord>> TakeAsync(
        Stream archive,
        string node,
        IReadOnlyCollection<string> wanted,
        CancellationToken cancellation
    )
    {
        var staging = Path.Combine(session.Root, Folder, node);
        try
        {
            session.Files.DeleteDirectory(staging);
            session.Files.CreateDirectory(staging);
            await UnpackAsync(archive, staging, wanted, cancellation);
            Verify(staging);

            lock (_gate)
            {
                OutdatedMark.Set(session.Root, session.Files);
                return [.. RunFolder.List(staging).Select(folder => Move(folder, staging))];
            }
        }
        catch (EndOfStreamException e)
        {
            throw new InvalidDataException("it is cut", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw OutputFolder.CannotWrite(session.Root, e);
        }
        finally
        {
            session.Files.DeleteDirectory(staging);
        }
    }

    /// <summary>Writes <c>measurements.csv</c> anew if runs were taken over since.</summary>
    public void Finish()
    {
        session.Files.DeleteDirectory(Path.Combine(session.Root, Folder));
        if (OutdatedMark.IsSet(session.Root))
        {
            OutdatedMark.Clear(session.Root, store, session.Files);
        }
    }

    private async Task UnpackAsync(
        Stream archive,
        string staging,
        IReadOnlyCollection<string> wanted,
        CancellationToken cancellation
    )
    {
        await using var plain = new GZipStream(archive, CompressionMode.Decompress, leaveOpen: true);
        await using var tar = new TarReader(plain, leaveOpen: true);
        while (await tar.GetNextEntryAsync(copyData: false, cancellation) is { } entry)
        {
            var name = entry.Name.TrimEnd('/');
            var run = wanted.FirstOrDefault(w => name == w || name.StartsWith(w + "/", StringComparison.Ordinal));
            var isFile = entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile;
            if (
                run is null
                || entry.Length > LargestFile
                || !(isFile || entry.EntryType == TarEntryType.Directory)
                || !name.Split('/').All(FolderName.IsSafe)
            )
            {
                throw new InvalidDataException($"it holds {Printable(name)}, which no run that was asked for has");
            }

            var path = Path.Combine(staging, name);
            if (!isFile)
            {
                session.Files.CreateDirectory(path);
                continue;
            }

            session.Files.CreateDirectory(Path.GetDirectoryName(path)!);
            await using var file = session.Files.CreateNew(path);
            if (entry.DataStream is { } data)
            {
                await data.CopyToAsync(file, cancellation);
            }
        }

        // A cut archive must not pass for a short one.
        await plain.CopyToAsync(Stream.Null, cancellation);
    }

    private static void Verify(string staging)
    {
        try
        {
            if (RunVerifier.Verify(staging) is [var finding, ..])
            {
                throw new InvalidDataException(finding.Message.TrimEnd('.'));
            }
        }
        catch (UserErrorException e)
        {
            throw new InvalidDataException(e.Message.TrimEnd('.'), e);
        }
    }

    private RunRecord Move(string folder, string staging)
    {
        var record = RunFolder.Read(staging, folder);
        var place = RunFolder.PathOf(session.Root, record.Identity);
        session.Files.CreateDirectory(Path.GetDirectoryName(place)!);
        // As a run that is replaced here: whoever is killed between the renames finds one of the two when it starts again.
        var old = $"{place}.partial-old-{Environment.ProcessId}";
        if (Directory.Exists(place))
        {
            session.Files.DeleteDirectory(old);
            session.Files.MoveDirectory(place, old);
        }

        session.Files.MoveDirectory(folder, place);
        session.Files.DeleteDirectory(old);
        return record;
    }

    private static string Printable(string name) => new([.. name.Select(c => char.IsControl(c) ? '·' : c).Take(200)]);
}
