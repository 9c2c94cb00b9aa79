using System.Collections.Immutable;
using static Refigure.Logs.Account.LeafCondition;

namespace Refigure.Logs.Account;

/// <summary>
/// The phases that contain no other, and where they lie. A printed number lies before the stamp of its line. Of several
/// ways of placing a phase the first that can be taken is.
/// </summary>
internal static class Leaves
{
    // csharpier-ignore
    public static readonly ImmutableArray<Leaf> All =
    [
        new("detect_platform", "detect_platform", []),
        new("llm_imports",     "llm_imports",     []),
        new("get_model_info",  "get_model_info",  []),
        new("worker_init",     "worker_init",     []),
        new("tokenizer_init",  "tokenizer_init",  []),
        new("tokenizer_init",  "tokenizer_bracket", [], IfNotRead),
        new("model_init",      "model_init",      []),
        new("model_init",      "model_init_bracket", [], IfNotRead),
        new("load_weights",    "load_weights",    []),
        new("load_weights",    "model_loading",   ["model_init"], IfDerived),
        new("dynamo_transform_time",       "dynamo_transform_time",       []),
        new("graph_compile_general_shape", "graph_compile_general_shape", []),
        new("graph_compile_cached",        "graph_compile_cached",        []),
        // What is left of the memory profiling: the measured torch.compile contains its parts, and saving them, since 0.17.
        new("kv_cache_profiling", "memory_profiling", ["dynamo_transform_time", "graph_compile_general_shape", "graph_compile_cached"], Until: "0.16"),
        new("kv_cache_profiling", "memory_profiling", ["torch.compile"], Since: "0.17"),
        // Whole seconds would reach into the phase before.
        new("graph_capturing", "capture_stamps",  [], IfWhole),
        new("graph_capturing", "graph_capturing", []),
    ];
}
