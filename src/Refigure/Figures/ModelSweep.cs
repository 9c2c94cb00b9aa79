using System.Collections.Immutable;
using Refigure.Catalog;

namespace Refigure.Figures;

/// <summary>The figures of the experiment <c>model-sweep</c>, one phase each. Models stand in the study's order.</summary>
internal static class ModelSweep
{
    private const string Experiment = "model-sweep";

    /// <summary>Figures 3 to 6.</summary>
    public static ImmutableArray<AttributeBars> Recipes { get; } =
    [
        new()
        {
            Number = 3,
            Title = "Tokenizer initialization by tokenizer size",
            Experiment = Experiment,
            ValueAxis = "Tokenizer Initialization Time (s)",
            Metric = "tokenizer_init",
            Attribute = ModelAttribute.TokenizerSize,
            AttributeAxis = "Tokenizer Size (MB)",
            InsetValueAxis = "Init Time (s)",
            StudyModels =
            [
                "llama2-7b-hf",
                "llama2-13b-hf",
                "falcon-7b",
                "yi-6b",
                "yi-9b",
                "qwen-0.5b",
                "qwen-1.8b",
                "qwen-4b",
                "qwen-14b",
                "llama3-3b",
            ],
        },
        new()
        {
            Number = 4,
            Title = "Loading weights by model size",
            Experiment = Experiment,
            ValueAxis = "Loading Weights Time (s)",
            Metric = "load_weights",
            Attribute = ModelAttribute.Size,
            AttributeAxis = "Model Size (B)",
            InsetValueAxis = "Loading Time (s)",
            StudyModels =
            [
                "qwen-1.8b",
                "llama3-3b",
                "qwen-4b",
                "yi-6b",
                "llama2-7b-hf",
                "yi-9b",
                "llama2-13b-hf",
                "qwen-14b",
                "qwen-14.3b",
                "deepseek-v2-lite-16b",
            ],
        },
        new()
        {
            Number = 5,
            Title = "Dynamo transformation by graph size",
            Experiment = Experiment,
            ValueAxis = "Dynamo Transformation Time (s)",
            Metric = "dynamo_transform_time",
            Attribute = ModelAttribute.CompiledGraphSize,
            AttributeAxis = "Size (KB)",
            InsetValueAxis = "Transform Time (s)",
            StudyModels =
            [
                "granite4.0-h-32b",
                "gpt-oss-20b",
                "llama3-3b",
                "llama2-7b-hf",
                "deepseek-v2-lite-16b",
                "yi-6b",
                "llama2-13b-hf",
                "qwen-4b",
                "qwen-14b",
                "granite3.3-8b-instruct",
            ],
        },
        new()
        {
            Number = 6,
            Title = "Loading compiled graphs by graph size",
            Experiment = Experiment,
            ValueAxis = "Loading Compiled Graphs Time (s)",
            Metric = "graph_compile_cached",
            Attribute = ModelAttribute.CompiledGraphSize,
            AttributeAxis = "Size (KB)",
            InsetValueAxis = "Loading Time (s)",
            StudyModels =
            [
                "qwen-14.3b",
                "granite4.0-h-3b",
                "granite4.0-h-32b",
                "gpt-oss-20b",
                "llama2-7b-hf",
                "deepseek-v2-lite-16b",
                "llama2-13b-hf",
                "qwen-4b",
                "qwen-14b",
                "yi-9b",
            ],
        },
    ];

    /// <summary>Figure 8.</summary>
    public static AttributeBars GraphCapturing { get; } =
        new()
        {
            Number = 8,
            Title = "Graph capturing by model size",
            Experiment = Experiment,
            ValueAxis = "Graph Capturing Time (s)",
            Metric = "graph_capturing",
            Attribute = ModelAttribute.Size,
            AttributeAxis = "Model Size (B)",
            InsetValueAxis = "Capturing Time (s)",
            StudyModels =
            [
                "qwen-0.5b",
                "qwen-1.8b",
                "llama3-3b",
                "yi-6b",
                "deepseek-r1-distill-qwen-7b",
                "falcon-7b",
                "qwen-7b",
                "llama2-13b-hf",
                "qwen-14b",
                "qwen-14.3b",
            ],
        };
}
