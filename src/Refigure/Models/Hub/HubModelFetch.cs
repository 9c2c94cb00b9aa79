using System.Collections.Immutable;
using System.Globalization;
using Refigure.Catalog;
using Refigure.Files;

namespace Refigure.Models.Hub;

/// <summary>Fetches one model from the hub.</summary>
/// <param name="model">Its name, or that by <see cref="WithoutWeights"/>.</param>
/// <param name="source">Where it lies there.</param>
/// <param name="cache">Where it will lie here.</param>
/// <param name="freeDisk">Tells the free bytes of a path's file system.</param>
/// <param name="system">What changes files.</param>
internal sealed class HubModelFetch(
    string model,
    HubSource source,
    HubCache cache,
    Func<string, long> freeDisk,
    IFileSystem system
)
{
    /// <summary>Fetches what is not there, checks it, and lays it out.</summary>
    /// <param name="door">Talks to the hub; asked for when it must be.</param>
    /// <param name="progress">Hears how far it is.</param>
    /// <param name="cancellation">Ends it; whole parts are kept.</param>
    public async Task RunAsync(Func<HubHttp> door, IWorkProgress progress, CancellationToken cancellation)
    {
        var what = $"model {model}";
        progress.Report(what, null);
        system.CreateDirectory(Path.Combine(cache.Folder, "blobs"));
        using var taken = Take();
        var http = door();
        var revision = source.Revision ?? HubModelStore.Branch;
        var (commit, files) = await ListAsync(new HubListing(http), cancellation);
        var missing = files.RemoveAll(f => File.Exists(cache.Blob(f)));
        RefuseFullDisk(missing.Sum(f => f.Bytes));
        var all = Math.Max(1, files.Sum(f => f.Bytes));
        long there = files.Except(missing).Sum(f => f.Bytes);
        void Arrived(long bytes) =>
            progress.Report(what, Math.Clamp((double)Interlocked.Add(ref there, bytes) / all, 0, 0.999));
        using var places = new SemaphoreSlim(http.Options.Connections);
        var download = new HubDownload(http, system);
        foreach (var file in missing)
        {
            await download.FetchAsync(source.Id, commit, file, cache.Blob(file), places, Arrived, cancellation);
        }

        await CheckOthersAsync(files.RemoveRange(missing), cancellation);
        cache.Complete(revision, commit, files, HasWeights);
        progress.Report(what, 1);
    }

    private bool HasWeights => WithoutWeights.Model(model) is null;

    // A branch is looked up once: what was fetched of a model in several goes is of one commit.
    private async Task<(string Commit, ImmutableArray<HubFile> Files)> ListAsync(
        HubListing listing,
        CancellationToken cancellation
    )
    {
        var pinned = cache.Pinned(HubModelStore.Branch) is { } known && HubSource.IsCommit(known) ? known : null;
        var revision = source.Revision ?? pinned ?? HubModelStore.Branch;
        var commit = await listing.CommitAsync(source.Id, revision, cancellation);
        var files = HubSelection.Of(await listing.FilesAsync(source.Id, commit, cancellation));
        if (!HasWeights)
        {
            return (commit, files.RemoveAll(HubSelection.IsWeights));
        }

        return files.Any(HubSelection.IsWeights)
            ? (commit, files)
            : throw new UserErrorException(
                $"{model}: {source.Id} has no safetensors and no pytorch_model.bin at {commit}; pin another revision in envs/models.yaml."
            );
    }

    // What another tool put there is checked once, before it is used.
    private async Task CheckOthersAsync(ImmutableArray<HubFile> files, CancellationToken cancellation)
    {
        foreach (var file in files)
        {
            var blob = cache.Blob(file);
            if (await HubDigest.OfAsync(blob, file.Sha256 is not null, cancellation) != file.Tag)
            {
                system.DeleteFile(blob);
                throw new UserErrorException(
                    $"{model}: {blob} was not what its name says, and was removed; start again, it is fetched then."
                );
            }
        }
    }

    private FileStream Take()
    {
        try
        {
            return new FileStream(
                Path.Combine(cache.Folder, "refigure.lock"),
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.None
            );
        }
        catch (IOException e) when (Directory.Exists(cache.Folder))
        {
            throw new UserErrorException($"{model} is being fetched by another process: wait until it has ended.", e);
        }
    }

    private void RefuseFullDisk(long bytes)
    {
        if (freeDisk(cache.Folder) is var free && free < bytes)
        {
            throw new UserErrorException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{model} takes {bytes / 1e6:0} MB more, but {cache.Folder} has {free / 1e6:0} MB free: make room, or name another folder with --store."
                )
            );
        }
    }
}
