namespace Refigure.Catalog;

/// <summary>A number of a model that times are set against.</summary>
/// <param name="Key">The key in <c>models.yaml</c>.</param>
/// <param name="Unit">The unit.</param>
/// <param name="Of">The number; null if the catalog does not say.</param>
public sealed record ModelAttribute(string Key, string Unit, Func<ModelSpec, double?> Of)
{
    /// <summary>Parameters, in billions.</summary>
    public static ModelAttribute Size { get; } = new("size_billions", "B", static m => m.SizeBillions);

    /// <summary>Size of the tokenizer's files, in megabytes.</summary>
    public static ModelAttribute TokenizerSize { get; } =
        new("tokenizer_megabytes", "MB", static m => m.TokenizerMegabytes);

    /// <summary>Size of the compiled graph in the engine's cache, in kilobytes.</summary>
    public static ModelAttribute CompiledGraphSize { get; } =
        new("compiled_graph_kilobytes", "KB", static m => m.CompiledGraphKilobytes);
}
