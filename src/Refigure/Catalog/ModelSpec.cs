namespace Refigure.Catalog;

/// <summary>A model's attributes, an entry of <c>models.yaml</c>. What is unknown is null.</summary>
/// <param name="Name">The name by which runs know it, such as <c>llama2-7b-hf</c>.</param>
/// <param name="Label">The name that figures print, such as <c>Llama2-7B</c>.</param>
public sealed record ModelSpec(string Name, string Label)
{
    /// <summary>The model's name at Hugging Face.</summary>
    public string? HuggingFace { get; init; }

    /// <summary>Where its files come from; null if it is not fetched from the hub.</summary>
    public HubSource? Hub { get; init; }

    /// <summary>Parameters, in billions.</summary>
    public double? SizeBillions { get; init; }

    /// <summary>Size of the tokenizer's files, in megabytes.</summary>
    public double? TokenizerMegabytes { get; init; }

    /// <summary>Size of the compiled graph in the engine's cache, in kilobytes.</summary>
    public double? CompiledGraphKilobytes { get; init; }

    /// <summary>Number of layers.</summary>
    public int? Layers { get; init; }

    /// <summary>Attention heads of a layer.</summary>
    public int? AttentionHeads { get; init; }

    /// <summary>Key-value heads of a layer.</summary>
    public int? KeyValueHeads { get; init; }

    /// <summary>Width of the hidden state.</summary>
    public int? HiddenSize { get; init; }

    /// <summary>Inner width of the feed-forward part; of one expert in a mixture.</summary>
    public int? FeedForwardSize { get; init; }

    /// <summary>Number of tokens.</summary>
    public int? VocabularySize { get; init; }

    /// <summary>The mixture of experts; null for a dense model.</summary>
    public MixtureOfExperts? Mixture { get; init; }

    /// <summary>What it is a copy of in another form; null for a model of its own.</summary>
    public TensorizedFrom? Tensorized { get; init; }

    /// <summary>How its weights are made, if they are random numbers of ours; null for a real model.</summary>
    public SyntheticWeights? Synthetic { get; init; }
}
