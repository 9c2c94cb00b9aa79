using System.Collections.Immutable;
using Refigure.Catalog;

namespace Refigure.Prediction;

/// <summary>Which phases of an engine's start a predictor fits, and which it takes as constant.</summary>
public sealed class PredictorForm
{
    private PredictorForm(ImmutableArray<FittedPhase> fitted, ImmutableArray<string> constant)
    {
        Fitted = fitted;
        Constant = constant;
        Phases = [.. fitted.Select(f => f.Phase), .. constant];
    }

    /// <summary>The study's form, for vLLM.</summary>
    public static PredictorForm Vllm { get; } =
        new(
            [
                new("load_weights", ModelAttribute.Size),
                new("dynamo_transform_time", ModelAttribute.CompiledGraphSize),
                new("graph_compile_cached", ModelAttribute.CompiledGraphSize),
                new("kv_cache_profiling", ModelAttribute.Size),
                new("graph_capturing", ModelAttribute.Size),
                new("tokenizer_init", ModelAttribute.TokenizerSize),
            ],
            ["model_init", "framework_bootstrap"]
        );

    /// <summary>The same idea for llama.cpp, which compiles and captures nothing. What no phase covers is a constant too.</summary>
    public static PredictorForm LlamaCpp { get; } =
        new(
            [
                new("load_weights", ModelAttribute.Size),
                new("kv_cache_profiling", ModelAttribute.Size),
                new("warm_up", ModelAttribute.Size),
                new("get_model_info", ModelAttribute.TokenizerSize),
                new("tokenizer_init", ModelAttribute.TokenizerSize),
            ],
            ["model_init", "detect_platform", "llm_imports", "unattributed"]
        );

    /// <summary>Every phase that is predicted, in the order in which they are summed.</summary>
    public ImmutableArray<string> Phases { get; }

    internal ImmutableArray<FittedPhase> Fitted { get; }

    internal ImmutableArray<string> Constant { get; }

    /// <summary>Whether a model has every attribute that a prediction needs.</summary>
    public bool CanPredict(ModelSpec model) => Fitted.All(f => f.Feature.Of(model) is not null);

    /// <summary>Whether an example has every phase and attribute that training uses.</summary>
    public bool CanTrainOn(TrainingExample example)
    {
        ArgumentNullException.ThrowIfNull(example);
        return CanPredict(example.Model) && Phases.All(p => example.Seconds(p) is not null);
    }
}
