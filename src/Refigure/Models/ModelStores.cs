using System.Collections.Immutable;

namespace Refigure.Models;

/// <summary>Several stores as one: a model comes from the first that knows it.</summary>
/// <param name="stores">The stores.</param>
public sealed class ModelStores(params ReadOnlySpan<IModelStore> stores) : IModelStore
{
    private readonly ImmutableArray<IModelStore> _stores = [.. stores];

    /// <inheritdoc />
    public ModelSource? Describe(string model) =>
        _stores.Select(s => s.Describe(model)).FirstOrDefault(source => source is not null);

    /// <inheritdoc />
    public Task<ModelFiles> EnsureAsync(string model, IWorkProgress progress, CancellationToken cancellation) =>
        (_stores.FirstOrDefault(s => s.Describe(model) is not null) ?? _stores[^1]).EnsureAsync(
            model,
            progress,
            cancellation
        );
}
