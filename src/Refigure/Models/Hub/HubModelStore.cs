using System.Collections.Immutable;
using System.Globalization;
using Refigure.Catalog;
using Refigure.Files;

namespace Refigure.Models.Hub;

/// <summary>
/// The models of <c>models.yaml</c> that lie at the hub. What was fetched and checked is used without the network; all
/// environments share it.
/// </summary>
public sealed class HubModelStore : IModelStore
{
    /// <summary>What a model without a pinned commit is fetched from.</summary>
    public const string Branch = "main";

    private readonly ModelCatalog _catalog;
    private readonly string _hub;
    private readonly Func<string, long> _freeDisk;
    private readonly IFileSystem _system;
    private readonly Func<HubHttp> _http;

    /// <summary>A store.</summary>
    /// <param name="catalog">The models.</param>
    /// <param name="home">The folder that takes the place of <c>HF_HOME</c>, absolute.</param>
    /// <param name="freeDisk">Tells the free bytes of a path's file system.</param>
    /// <param name="system">What changes files.</param>
    /// <param name="client">See <see cref="HubDoor.Client"/>; asked for when something must be fetched.</param>
    /// <param name="options">How the hub is talked to; likewise.</param>
    /// <param name="clock">The clock.</param>
    public HubModelStore(
        ModelCatalog catalog,
        string home,
        Func<string, long> freeDisk,
        IFileSystem system,
        Func<HttpClient> client,
        Func<HubOptions> options,
        TimeProvider clock
    )
    {
        _catalog = catalog;
        _hub = Path.Combine(home, "hub");
        _freeDisk = freeDisk;
        _system = system;
        _http = () => new HubHttp(client(), options(), clock);
    }

    /// <inheritdoc />
    public ModelSource? Describe(string model)
    {
        if (_catalog.Find(model) is not { Synthetic: null, Hub: { } source })
        {
            return null;
        }

        var cache = Cache(source);
        var commit = source.Revision ?? cache.Pinned(Branch);
        var files = commit is null ? null : cache.Whole(commit);
        return new ModelSource(
            model,
            commit ?? $"{source.Id}@{Branch}",
            files?.Sum(f => f.Bytes) ?? source.Bytes,
            IsThere: files is not null,
            IsSynthetic: false
        );
    }

    /// <inheritdoc />
    public async Task<ModelFiles> EnsureAsync(string model, IWorkProgress progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(progress);
        if (_catalog.Find(model) is not { Synthetic: null, Hub: { } source })
        {
            throw new UserErrorException(
                $"{model} is no model of envs/models.yaml that lies at a hub: expected one with hugging_face."
            );
        }

        var cache = Cache(source);
        try
        {
            return Files(model, cache) ?? await FetchAsync(model, source, cache, progress, cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException(
                $"{model} could not be kept in {cache.Folder} ({e.Message.TrimEnd('.')}): make room, or name another folder with --store; what was fetched is kept.",
                e
            );
        }
    }

    private ModelFiles? Files(string model, HubCache cache)
    {
        var source = Describe(model)!;
        return source.IsThere
            ? new ModelFiles(
                source,
                cache.Snapshot(source.Digest),
                [
                    .. cache
                        .Whole(source.Digest)!
                        .Value.Select(f => Path.Combine(cache.Snapshot(source.Digest), f.Path))
                        .Order(StringComparer.Ordinal),
                ]
            )
            : null;
    }

    private async Task<ModelFiles> FetchAsync(
        string model,
        HubSource source,
        HubCache cache,
        IWorkProgress progress,
        CancellationToken cancellation
    )
    {
        var what = $"model {model}";
        progress.Report(what, null);
        _system.CreateDirectory(Path.Combine(cache.Folder, "blobs"));
        using var taken = Take(model, cache);
        var http = _http();
        var listing = new HubListing(http);
        var revision = source.Revision ?? Branch;
        var commit = await listing.CommitAsync(source.Id, revision, cancellation);
        var files = HubSelection.Of(await listing.FilesAsync(source.Id, commit, cancellation));
        if (!files.Any(HubSelection.IsWeights))
        {
            throw new UserErrorException(
                $"{model}: {source.Id} has no safetensors and no pytorch_model.bin at {commit}; pin another revision in envs/models.yaml."
            );
        }

        var missing = files.RemoveAll(f => File.Exists(cache.Blob(f)));
        RefuseFullDisk(model, missing.Sum(f => f.Bytes));
        var all = Math.Max(1, files.Sum(f => f.Bytes));
        long there = files.Except(missing).Sum(f => f.Bytes);
        void Arrived(long bytes) =>
            progress.Report(what, Math.Clamp((double)Interlocked.Add(ref there, bytes) / all, 0, 0.999));
        using var places = new SemaphoreSlim(http.Options.Connections);
        var download = new HubDownload(http, _system);
        foreach (var file in missing)
        {
            await download.FetchAsync(source.Id, commit, file, cache.Blob(file), places, Arrived, cancellation);
        }

        await CheckOthersAsync(model, cache, files.RemoveRange(missing), cancellation);
        cache.Complete(revision, commit, files);
        progress.Report(what, 1);
        return Files(model, cache)
            ?? throw new UserErrorException($"{model}: {cache.Snapshot(commit)} was changed meanwhile; start again.");
    }

    // What another tool put there is checked once, before it is used.
    private async Task CheckOthersAsync(
        string model,
        HubCache cache,
        ImmutableArray<HubFile> files,
        CancellationToken cancellation
    )
    {
        foreach (var file in files)
        {
            var blob = cache.Blob(file);
            if (await HubDigest.OfAsync(blob, file.Sha256 is not null, cancellation) != file.Tag)
            {
                _system.DeleteFile(blob);
                throw new UserErrorException(
                    $"{model}: {blob} was not what its name says, and was removed; start again, it is fetched then."
                );
            }
        }
    }

    private static FileStream Take(string model, HubCache cache)
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

    private void RefuseFullDisk(string model, long bytes)
    {
        if (_freeDisk(_hub) is var free && free < bytes)
        {
            throw new UserErrorException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{model} takes {bytes / 1e6:0} MB more, but {_hub} has {free / 1e6:0} MB free: make room, or name another folder with --store."
                )
            );
        }
    }

    private HubCache Cache(HubSource source) => new(_hub, source.Id, _system);
}
