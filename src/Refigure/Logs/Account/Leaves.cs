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
        new("begin_to_first_log", "begin_to_first_log", []),
        new("detect_platform", "detect_platform", []),
        new("llm_imports",     "llm_imports",     []),
        new("get_model_info",  "get_model_info",  []),
        new("engine_config",   "engine_config",   []),
        new("engine_core_start", "engine_core_start", []),
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
        new("kernel_warmup_gap", "kernel_warmup_gap", []),
        new("engine_handover", "engine_handover", []),
        new("ready_to_first_answer", "ready_to_first_answer", []),
        new("last_log_after_end", "last_log_after_end", []),
    ];

    /// <summary>
    /// What is left of a phase's place when all of the above, and the rests before it, are cut out: time that the log
    /// brackets, and does not divide. Never overlapping.
    /// </summary>
    // csharpier-ignore
    public static readonly ImmutableArray<Leaf> Rests =
    [
        // Collecting garbage, and measuring the memory, around the loading.
        new("model_loading_rest", "model_loading_bracket", []),
        // Saving what was compiled, and setting it up. Until 0.16 the printed number is a sum, which has no rest.
        new("torch_compile_rest", "torch.compile", [], Since: "0.17"),
        // Allocating the KV cache, warming up what is not captured, collecting garbage.
        new("init_engine_rest",   "init_engine",  []),
    ];
}
