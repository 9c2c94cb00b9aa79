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
        if (Find(model) is not { Hub: { } source } spec)
        {
            return null;
        }

        var cache = Cache(source);
        var commit = source.Revision ?? cache.Pinned(Branch);
        var files = commit is null ? null : cache.Checked(commit, HasWeights(model));
        return new ModelSource(
            model,
            commit ?? $"{source.Id}@{Branch}",
            files?.Sum(f => f.Bytes) ?? (HasWeights(model) ? source.Bytes : RoughTokenizer(spec)),
            IsThere: files is not null,
            IsSynthetic: false
        );
    }

    /// <inheritdoc />
    public async Task<ModelFiles> EnsureAsync(string model, IWorkProgress progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(progress);
        if (Find(model) is not { Hub: { } source })
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

    private static bool HasWeights(string model) => WithoutWeights.Model(model) is null;

    // The configuration is small beside it; some tokenizers come in two forms.
    private static long RoughTokenizer(ModelSpec spec) => (long)(((2 * (spec.TokenizerMegabytes ?? 5)) + 1) * 1e6);

    private ModelSpec? Find(string model) =>
        _catalog.Find(WithoutWeights.Model(model) ?? model) is { Synthetic: null, Hub: not null } spec ? spec : null;

    private ModelFiles? Files(string model, HubCache cache)
    {
        var source = Describe(model)!;
        return source.IsThere && cache.Checked(source.Digest, HasWeights(model)) is { } files
            ? new ModelFiles(
                source,
                cache.Snapshot(source.Digest),
                [
                    .. files
                        .Select(f => Path.Combine(cache.Snapshot(source.Digest), f.Path))
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
        await new HubModelFetch(model, source, cache, _freeDisk, _system).RunAsync(_http, progress, cancellation);
        return Files(model, cache)
            ?? throw new UserErrorException($"{model}: {cache.Folder} was changed meanwhile; start again.");
    }

    private HubCache Cache(HubSource source) => new(_hub, source.Id, _system);
}
