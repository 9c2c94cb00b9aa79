using Refigure.Logs;
using static Refigure.Tests.Logs.StartupLogAssertions;

namespace Refigure.Tests.Logs;

/// <summary>Why there is no value: missing, not applicable, or not to be read.</summary>
public sealed class PhaseStatusTests
{
    private const string Debug = "DEBUG 02-09 16:10:00.000 [a.py:1] x\n";
    private const string Done =
        "INFO 02-09 16:10:09.000 [a.py:1] init engine (profile, create kv cache, warmup model) took 7.59 seconds\n";

    [Fact]
    public void Parsing_a_log_without_weights_leaves_load_weights_empty()
    {
        var reading = Read(Banner("0.10.1.1") + Done).Phase("load_weights");

        reading.Status.ShouldBe(PhaseStatus.Missing);
        reading.Value.ShouldBeNull();
        reading.Note.ShouldBe("no line \"Loading weights took\", expected since 0.8.0");
    }

    [Fact]
    public void The_capture_begins_where_the_newest_versions_print_cache_size_and_concurrency_in_one_line()
    {
        var log = Read(
            Banner("0.33.0")
                + "INFO 02-09 16:10:05.000 [a.py:1] GPU KV cache size: 4,096 tokens, Maximum concurrency for 1,024 tokens per request: 4.00x\n"
                + "INFO 02-09 16:10:07.500 [a.py:1] Graph capturing finished in 2 secs, took 0.45 GiB\n"
        );

        log.ValueOf("kv_cache_tokens").ShouldBe(4096);
        log.ValueOf("capture_bracket").ShouldBe(2.5);
        log.ValueOf("capture_stamps").ShouldBe(2.5);
    }

    [Theory]
    [InlineData("0.7.3", "load_weights", "printed since 0.8.0")]
    [InlineData("0.8.5", "worker_init", "printed since 0.9.0")]
    [InlineData("0.10.1.1", "detect_platform", "needs VLLM_LOGGING_LEVEL=DEBUG")]
    [InlineData("0.25.1", "worker_init", "needs VLLM_LOGGING_LEVEL=DEBUG")]
    [InlineData("0.25.1", "tokenizer_init", "needs the profiling patch")]
    [InlineData("0.25.1", "kv_cache_blocks", "printed up to 0.10")]
    [InlineData("0.25.1", "mark_engine", "not printed by vLLM but by the script that starts it")]
    public void What_a_version_does_not_print_is_not_applicable(string version, string phase, string note)
    {
        var reading = Read(Banner(version) + Done).Phase(phase);

        reading.Status.ShouldBe(PhaseStatus.NotApplicable);
        reading.Note.ShouldBe(note);
    }

    [Theory]
    [InlineData("detect_platform")]
    [InlineData("llm_imports")]
    [InlineData("get_model_info")]
    [InlineData("worker_init")]
    [InlineData("memory_profiling")]
    [InlineData("graph_capturing")]
    public void What_a_debug_log_ought_to_have_is_missing(string phase) =>
        Read(Debug + Banner("0.10.1.1") + Done).Phase(phase).Status.ShouldBe(PhaseStatus.Missing);

    [Fact]
    public void An_eager_engine_does_not_compile_and_captures_nothing()
    {
        var log = Read(Debug + Banner("0.25.1", "enforce_eager=True") + Done);

        foreach (
            var phase in new[] { "dynamo_transform_time", "torch.compile", "graph_compile_cached", "graph_capturing" }
        )
        {
            log.Phase(phase).Status.ShouldBe(PhaseStatus.NotApplicable, phase);
        }

        log.CompileCache.ShouldBe(CompileCacheState.Off);
    }

    [Fact]
    public void Compilation_that_was_switched_off_does_not_count_as_missing()
    {
        var memory =
            "DEBUG 02-09 16:10:08.000 [a.py:1] Memory profiling takes 1.68 seconds. Total non KV cache memory\n";
        var log = Read(Debug + Banner("0.10.1.1") + memory + Done);

        log.Phase("torch.compile").Status.ShouldBe(PhaseStatus.NotApplicable);
        log.ValueOf("kv_cache_profiling").ShouldBe(1.68);
    }

    [Fact]
    public void A_log_that_is_cut_before_the_compilation_misses_it() =>
        Read(Debug + Banner("0.10.1.1")).Phase("dynamo_transform_time").Status.ShouldBe(PhaseStatus.Missing);

    [Theory]
    [InlineData("Compiling a graph for dynamic shape takes 7.06 s", "graph_compile_cached", CompileCacheState.Compiled)]
    [InlineData(
        "Directly load the compiled graph(s) for dynamic shape from the cache, took 4.221 s",
        "graph_compile_general_shape",
        CompileCacheState.Loaded
    )]
    public void Of_compiling_and_loading_one_does_not_apply(string message, string other, CompileCacheState state)
    {
        var log = Read(Banner("0.10.1.1") + Info(message) + Done);

        log.CompileCache.ShouldBe(state);
        log.Phase(other).Status.ShouldBe(PhaseStatus.NotApplicable);
    }

    [Theory]
    [InlineData("0.8.0", "Directly load the compiled graph for shape None from the cache", "graph_compile_cached")]
    [InlineData("0.10.1", "Loading weights took a while", "load_weights")]
    [InlineData("0.10.1", "Loading weights took nan seconds", "load_weights")]
    [InlineData("0.10.1", "Loading weights took -1.00 seconds", "load_weights")]
    [InlineData("0.10.1", "Loading weights took 1e300 seconds", "load_weights")]
    [InlineData("0.10.1", "Loading weights took 1.2.3 seconds", "load_weights")]
    [InlineData("0.10.1", "Loading weights took 12.1", "load_weights")]
    [InlineData("0.10.1", "Model loading took 6.0 furlongs", "model_loading")]
    [InlineData("0.25.1", "torch.compile took 9.61 steps", "torch.compile")]
    [InlineData("0.25.1", "GPU KV cache size: 4,08,048 tokens", "kv_cache_tokens")]
    public void A_line_without_a_sound_number_is_unparsed_and_named(string version, string message, string phase)
    {
        var reading = Read(Banner(version) + Info(message) + Done).Phase(phase);

        reading.Status.ShouldBe(PhaseStatus.Unparsed);
        reading.Value.ShouldBeNull();
        reading.Lines.ShouldBe([2]);
    }

    [Fact]
    public void Several_graphs_are_added_up_and_one_unread_part_leaves_no_sum()
    {
        var two =
            Info("Compiling a graph for compile range (1, 2048) takes 7.06 s")
            + Info("Compiling a graph for shape 8 takes 1.50 s");

        Read(Banner("0.25.1") + two).Phase("graph_compile_general_shape").Lines.ShouldBe([2, 3]);
        Read(Banner("0.25.1") + two).ValueOf("graph_compile_general_shape").ShouldBe(8.56, 1e-9);
        Read(Banner("0.25.1") + two + Info("Compiling a graph for shape 9 takes ever"))
            .Phase("graph_compile_general_shape")
            .Status.ShouldBe(PhaseStatus.Unparsed);
    }

    [Fact]
    public void Of_tensor_parallel_workers_the_slowest_counts()
    {
        var log = Read(
            Banner("0.25.1")
                + "(Worker_TP0 pid=2) INFO 02-09 16:10:00 [a.py:1] Model loading took 1.4 GiB and 1.405419 seconds\n"
                + "(Worker_TP1 pid=3) INFO 02-09 16:10:00 [a.py:1] Model loading took 1.4 GiB and 1.421371 seconds\n"
        );

        log.ValueOf("model_loading").ShouldBe(1.421371);
        log.Phase("model_loading").Lines.ShouldBe([3]);
        log.Phase("model_loading").Note.ShouldBe("the largest of 2 processes");
    }

    [Fact]
    public void A_spawned_child_does_not_overwrite_the_front_ends_boundaries()
    {
        var log = Read(
            "DEBUG 02-09 16:10:00.000 [a.py:1] No plugins for group vllm.platform_plugins found.\n"
                + "INFO 02-09 16:10:00.100 [a.py:1] Automatically detected platform cuda.\n"
                + "DEBUG 02-09 16:10:02.100 [a.py:1] Available plugins for group vllm.general_plugins:\n"
                + "DEBUG 02-09 16:10:10.000 [a.py:1] No plugins for group vllm.platform_plugins found.\n"
                + "INFO 02-09 16:10:10.500 [a.py:1] Automatically detected platform cuda.\n"
                + "(EngineCore_0 pid=9) DEBUG 02-09 16:10:11.000 [a.py:1] Available plugins for group vllm.general_plugins:\n"
        );

        log.ValueOf("detect_platform").ShouldBe(0.1, 1e-9);
        log.ValueOf("llm_imports").ShouldBe(2, 1e-9);
    }

    [Fact]
    public void A_prefix_that_another_process_printed_before_the_front_ends_line_is_not_its_author()
    {
        var log = Read(
            "1795309567.000000 7 MainProcess DEBUG [a.py:1] No plugins for group vllm.platform_plugins found.\n"
                + "(EngineCore pid=9) 1795309567.250000 7 MainProcess DEBUG [a.py:1] Automatically detected platform cuda.\n"
                + "(EngineCore pid=9) 1795309567.300000 9 EngineCore DEBUG [a.py:1] Automatically detected platform cuda.\n"
        );

        log.ValueOf("detect_platform").ShouldBe(0.25, 1e-9);
    }

    [Fact]
    public void Model_info_is_known_also_where_the_line_about_chunked_prefill_is_muted()
    {
        var log = Read(
            "DEBUG 02-09 16:10:00.000 [a.py:1] Available plugins for group vllm.general_plugins:\n"
                + "DEBUG 02-09 16:10:00.500 [a.py:1] Defaulting max_num_batched_tokens to 2048 for ENGINE_CONTEXT usage context.\n"
                + "INFO 02-09 16:10:00.501 [a.py:1] Asynchronous scheduling is enabled.\n"
        );

        log.ValueOf("get_model_info").ShouldBe(0.501, 1e-9);
    }

    [Fact]
    public void With_the_compile_cache_off_compilation_is_told_together_with_the_first_run()
    {
        var log = Read(
            Banner("0.25.1", "")
                + Info("Dynamo bytecode transform time: 3.98 s")
                + Info("Compiling a graph for compile range (1, 2048) takes 1.13 s")
                + Info("torch.compile and initial profiling/warmup run together took 5.78 s in total")
                + Info("Memory profiling takes 6.97 seconds. Total non KV cache memory: 3.15GiB")
        );

        log.ValueOf("torch.compile").ShouldBe(5.78);
        log.ValueOf("kv_cache_profiling").ShouldBe(1.19, 1e-9);
    }

    [Theory]
    [InlineData("tensorizer", PhaseStatus.Derived, 0.781823)]
    [InlineData("runai_streamer", PhaseStatus.Derived, 0.781823)]
    [InlineData("auto", PhaseStatus.Missing, null)]
    public void Load_weights_is_derived_only_where_the_loader_is_known_to_be_silent(
        string loader,
        PhaseStatus status,
        double? value
    )
    {
        var log = Read(
            Banner("0.10.1.1", $"load_format={loader}")
                + Info("NEW: Initializing Model took 0.14 seconds")
                + Info("Model loading took 6.0160 GiB and 0.921823 seconds")
        );

        log.Phase("load_weights").Status.ShouldBe(status);
        log.ShouldHave("load_weights", value, loader);
    }

    [Fact]
    public void A_log_without_a_banner_is_judged_by_what_it_prints()
    {
        var log = Read(Info("Waiting for init message from front-end."));

        log.EngineVersion.ShouldBeNull();
        log.Phase("load_weights").Status.ShouldBe(PhaseStatus.Missing);
        log.Phase("initial_profiling_run").Note.ShouldBe("printed since 0.17.0");
    }

    private static string Info(string message) => $"INFO 02-09 16:10:01.000 [a.py:1] {message}\n";

    private static string Banner(string version, string more = "dtype=x") =>
        Info($"Initializing a V1 LLM engine (v{version}) with config: model='m', {more}");
}
