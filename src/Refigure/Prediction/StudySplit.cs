using System.Collections.Immutable;

namespace Refigure.Prediction;

/// <summary>Which models the study learns from, and which it holds back to judge by.</summary>
public static class StudySplit
{
    /// <summary>The 13 models that the predictor is trained on.</summary>
    public static ImmutableArray<string> Training { get; } =
    [
        "deepseek-r1-distill-llama-8b",
        "deepseek-r1-distill-qwen-7b",
        "falcon-7b",
        "granite3.3-8b-instruct",
        "granite4.0-h-3b",
        "llama2-13b-hf",
        "llama2-7b-hf",
        "qwen-0.5b",
        "qwen-14b",
        "qwen-1.8b",
        "qwen-4b",
        "yi-6b",
        "yi-9b",
    ];

    /// <summary>The 5 models that figure 17 shows, in its order.</summary>
    public static ImmutableArray<string> Validation { get; } =
    ["falcon-11b", "gemma-7b", "llama3-3b", "mistral-7b", "qwen-7b"];
}
