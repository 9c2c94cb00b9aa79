using System.Collections.Immutable;

namespace Refigure.Catalog;

/// <summary>Reads <c>models.yaml</c>. Units are part of the keys, so that a number cannot be mistaken.</summary>
internal static class ModelCatalogReader
{
    private static readonly string[] RootKeys = ["models"];
    private static readonly string[] MixtureKeys = ["experts", "active_experts", "active_size_billions"];
    private static readonly string[] ModelKeys =
    [
        "label",
        "hugging_face",
        "revision",
        "gated",
        "disk_bytes",
        "approximate_disk_bytes",
        "licence",
        "size_billions",
        "tokenizer_megabytes",
        "compiled_graph_kilobytes",
        "layers",
        "attention_heads",
        "key_value_heads",
        "hidden_size",
        "feed_forward_size",
        "vocabulary_size",
        "mixture_of_experts",
        "synthetic",
        "tensorized_from",
        "tensorized_with",
    ];
    private static readonly string[] SyntheticKeys = ["seed", "weights", "tied_embeddings", "sha256", "bytes"];

    public static ModelCatalog Read(TextReader text, string file)
    {
        var root = YamlMap.Load(text, file);
        root.AllowOnly(RootKeys);
        var models = ImmutableArray.CreateBuilder<ModelSpec>();
        foreach (var (name, map) in root.RequireMap("models").Maps())
        {
            models.Add(Model(name, map));
            RefuseLooseCopy(models, map);
        }

        return new ModelCatalog(models.ToImmutable(), file);
    }

    private static ModelSpec Model(string name, YamlMap map)
    {
        map.AllowOnly(ModelKeys);
        return new ModelSpec(name, map.RequireText("label"))
        {
            HuggingFace = map.OptionalText("hugging_face"),
            Hub = Hub(map),
            SizeBillions = map.OptionalPositive("size_billions", "parameters in billions"),
            TokenizerMegabytes = map.OptionalPositive("tokenizer_megabytes", "megabytes"),
            CompiledGraphKilobytes = map.OptionalPositive("compiled_graph_kilobytes", "kilobytes"),
            Layers = map.OptionalCount("layers", "the number of layers"),
            AttentionHeads = map.OptionalCount("attention_heads", "heads of a layer"),
            KeyValueHeads = map.OptionalCount("key_value_heads", "key-value heads of a layer"),
            HiddenSize = map.OptionalCount("hidden_size", "the width of the hidden state"),
            FeedForwardSize = map.OptionalCount("feed_forward_size", "the inner width of the feed-forward part"),
            VocabularySize = map.OptionalCount("vocabulary_size", "the number of tokens"),
            Mixture = map.OptionalMap("mixture_of_experts") is { } mixture ? Mixture(mixture) : null,
            Tensorized = Tensorized(map),
            Synthetic = map.OptionalMap("synthetic") is { } synthetic ? Synthetic(synthetic) : null,
        };
    }

    private static TensorizedFrom? Tensorized(YamlMap map)
    {
        if (map.OptionalText("tensorized_from") is not { } model)
        {
            return map.Has("tensorized_with")
                ? throw map.Wrong("tensorized_with", "needs tensorized_from beside it, the model that it is made from")
                : null;
        }

        string[] others = ["hugging_face", "synthetic"];
        return others.FirstOrDefault(map.Has) is { } other
            ? throw map.Wrong(other, "does not go with tensorized_from: expected one of them")
            : new TensorizedFrom(model, map.RequireText("tensorized_with"));
    }

    private static void RefuseLooseCopy(ImmutableArray<ModelSpec>.Builder models, YamlMap map)
    {
        if (
            models[^1].Tensorized is { Model: var from }
            && !models.Any(m => m.Name == from && (m.Hub is not null || m.Synthetic is { Format: WeightFormat.Brain }))
        )
        {
            throw map.Wrong("tensorized_from", $"is '{from}'; expected a model above it that vLLM loads");
        }
    }

    private static HubSource? Hub(YamlMap map)
    {
        string[] others = ["revision", "gated", "disk_bytes", "approximate_disk_bytes", "licence"];
        if (map.OptionalText("hugging_face") is not { } id)
        {
            return others.FirstOrDefault(map.Has) is { } lonely
                ? throw map.Wrong(lonely, "needs hugging_face beside it, the model's name at the hub")
                : null;
        }

        if (!HubSource.IsId(id))
        {
            throw map.Wrong("hugging_face", $"is '{id}'; expected a name such as facebook/opt-6.7b");
        }

        var revision = map.OptionalText("revision");
        if (revision is not null && !HubSource.IsCommit(revision))
        {
            throw map.Wrong("revision", $"is '{revision}'; expected a commit of 40 hexadecimal digits");
        }

        var (exact, about) = (
            map.OptionalPositive("disk_bytes", "bytes"),
            map.OptionalPositive("approximate_disk_bytes", "bytes")
        );
        return exact is null && about is null
            ? null
            : new HubSource(id, revision, (long)(exact ?? about)!.Value, IsExact: exact is not null)
            {
                Gate = map.OptionalText("gated") is null
                    ? null
                    : map.RequireOneOf("gated", "no", "auto", "manual") switch
                    {
                        "no" => HubGate.None,
                        "auto" => HubGate.Automatic,
                        _ => HubGate.Manual,
                    },
                Licence = map.OptionalText("licence"),
            };
    }

    private static SyntheticWeights Synthetic(YamlMap map)
    {
        map.AllowOnly(SyntheticKeys);
        return new SyntheticWeights(
            map.OptionalCount("seed", "the seed of the weights") ?? throw map.Lacks("seed", "a whole number above 0"),
            map.RequireOneOf("weights", "f16", "q8_0", "bf16") switch
            {
                "f16" => WeightFormat.Half,
                "q8_0" => WeightFormat.EightBit,
                _ => WeightFormat.Brain,
            },
            map.OptionalText("tied_embeddings") is not null
                && map.RequireOneOf("tied_embeddings", "true", "false") == "true",
            map.RequireText("sha256"),
            (long)(map.OptionalPositive("bytes", "bytes") ?? throw map.Lacks("bytes", "the file's size"))
        );
    }

    private static MixtureOfExperts Mixture(YamlMap map)
    {
        map.AllowOnly(MixtureKeys);
        return new MixtureOfExperts(
            map.OptionalCount("experts", "experts of a layer"),
            map.OptionalCount("active_experts", "experts that a token passes through"),
            map.OptionalPositive("active_size_billions", "parameters in billions")
        );
    }
}
