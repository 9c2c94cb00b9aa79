using Refigure.Engines;
using Refigure.Environments;
using Refigure.Models;

namespace Refigure.Tests.Engines;

public sealed class ServingCommandTests
{
    [Theory]
    [InlineData("0.25.1", "/venv/bin/vllm serve /models/m")]
    [InlineData("0.6.0", "/venv/bin/vllm serve /models/m")]
    [InlineData("0.10.1rc2.dev263", "/venv/bin/vllm serve /models/m")]
    [InlineData("0.5.0", "-m vllm.entrypoints.openai.api_server --model /models/m")]
    public void VLLM_is_served_by_its_own_command_and_by_its_module_before_there_was_one(string version, string begin)
    {
        var command = new VllmEngine().ServeCommand(
            Start("vllm", version, ("max-num-seqs", "50"), ("tensor-parallel-size", "2"), ("enforce-eager", ""))
        );

        command.Program.ShouldBe("/venv/bin/python");
        string.Join(' ', command.Arguments)
            .ShouldBe(
                begin
                    + " --host 127.0.0.1 --port 4711 --served-model-name m --enforce-eager --max-num-seqs 50 --tensor-parallel-size 2"
            );
        command.Health.ShouldBe(new Uri("http://127.0.0.1:4711/health"));
        command.EndsItself.ShouldBeFalse();
        command.Variables["HF_HUB_OFFLINE"].ShouldBe("1");
        command.Variables["PYTHONSAFEPATH"].ShouldBe("1");
        command.Variables["VLLM_CACHE_ROOT"].ShouldBe("/run/caches/vllm");
    }

    [Fact]
    public void Sizes_to_capture_are_spelled_as_the_version_spells_them_when_it_serves_too()
    {
        var old = new VllmEngine().ServeCommand(Start("vllm", "0.10.0", ("capture-sizes", "1 2 4")));
        string.Join(' ', old.Arguments).ShouldEndWith(" --cuda-graph-sizes 1 2 4");
        var now = new VllmEngine().ServeCommand(Start("vllm", "0.25.1", ("capture-sizes", "1 2 4")));
        string.Join(' ', now.Arguments).ShouldEndWith(" --cudagraph-capture-sizes 1 2 4");
    }

    [Theory]
    [InlineData(
        "0.25.1",
        """{"profiler":"torch","torch_profiler_dir":"/run/trace","torch_profiler_with_stack":false,"torch_profiler_dump_cuda_time_total":false,"ignore_frontend":true}"""
    )]
    [InlineData(
        "0.13.0",
        """{"profiler":"torch","torch_profiler_dir":"/run/trace","torch_profiler_with_stack":false}"""
    )]
    public void Its_workers_write_traces_where_an_argument_says(string version, string configuration)
    {
        var command = new VllmEngine().ServeCommand(Profiled(version, ProfilerKind.Torch));

        command.Arguments[^2..].ShouldBe(["--profiler-config", configuration]);
        command.Variables.ShouldNotContainKey("VLLM_TORCH_PROFILER_DIR");
    }

    [Fact]
    public void And_where_a_variable_says_before_there_was_that_argument()
    {
        var command = new VllmEngine().ServeCommand(Profiled("0.10.1rc2.dev263", ProfilerKind.Torch));

        command.Arguments.ShouldNotContain("--profiler-config");
        command.Variables["VLLM_TORCH_PROFILER_DIR"].ShouldBe("/run/trace");
        command.Variables["VLLM_TORCH_PROFILER_WITH_STACK"].ShouldBe("0");
    }

    [Fact]
    public void Nsight_Systems_follows_the_workers_and_sees_each_kernel_of_a_graph()
    {
        var command = new VllmEngine().ServeCommand(Profiled("0.25.1", ProfilerKind.Nsys));

        command.Program.ShouldBe("/usr/bin/nsys");
        string.Join(' ', command.Arguments)
            .ShouldBe(
                "profile --output /run/trace/report --force-overwrite=true --trace=cuda,nvtx --sample=none --cpuctxsw=none --trace-fork-before-exec=true --cuda-graph-trace=node --capture-range=cudaProfilerApi --capture-range-end=stop /venv/bin/python /venv/bin/vllm serve /models/m --host 127.0.0.1 --port 4711 --served-model-name m --profiler-config {\"profiler\":\"cuda\"}"
            );
        command.Variables["VLLM_WORKER_MULTIPROC_METHOD"].ShouldBe("spawn");
        Should
            .Throw<UserErrorException>(() => new VllmEngine().ServeCommand(Profiled("0.10.1.1", ProfilerKind.Nsys)))
            .Message.ShouldEndWith(
                "needs vLLM 0.13 or newer, whose workers begin and end the capture, and vllm is 0.10.1.1: say profiler: torch."
            );
    }

    private static EngineStart Profiled(string version, ProfilerKind kind) =>
        Start("vllm", version) with
        {
            Profiler = new ProfilerWish(kind, "/run/trace")
            {
                Program = kind == ProfilerKind.Nsys ? "/usr/bin/nsys" : null,
            },
        };

    [Fact]
    public void The_baseline_s_server_is_told_its_batch()
    {
        var command = new TransformersEngine().ServeCommand(
            Start("transformers", "5.23.0", ("batch-size", "8"), ("dtype", "bfloat16"), ("load-format", "dummy"))
        );

        string.Join(' ', command.Arguments)
            .ShouldBe(
                "/envs/driver --model /models/m --host 127.0.0.1 --port 4711 --served-model-name m --exit-with-stdin --batch-size 8 --dtype bfloat16 --load-format dummy"
            );
        command.ReadyText.ShouldBe("Engine is ready");
    }

    [Theory]
    [InlineData(
        "docker",
        "run --rm --init --network=host --ipc=host --gpus all --volume /models/m:/refigure-model:ro --env HF_HUB_OFFLINE image@sha256:0"
    )]
    [InlineData(
        "podman",
        "run --rm --init --network=host --ipc=host --device nvidia.com/gpu=all --volume /models/m:/refigure-model:ro --env HF_HUB_OFFLINE image@sha256:0"
    )]
    [InlineData("apptainer", "run --nv --bind /models/m:/refigure-model:ro /prefix/image.sif")]
    public void TGI_s_launcher_runs_in_its_container(string runtime, string begin)
    {
        var start = Start("tgi", "3.3.6-dev0", ("max-batch-size", "16"), ("tensor-parallel-size", "2"));
        var command = new TgiEngine().ServeCommand(
            start with
            {
                Environment = start.Environment with { Program = "/usr/bin/" + runtime },
            }
        );

        command.Program.ShouldBe("/usr/bin/" + runtime);
        string.Join(' ', command.Arguments)
            .ShouldBe(
                begin + " --model-id /refigure-model --hostname 127.0.0.1 --port 4711 --max-batch-size 16 --num-shard 2"
            );
        command.ReadyText.ShouldBe("Connected");
        command.Variables["HF_HUB_OFFLINE"].ShouldBe("1");
    }

    [Theory]
    [InlineData("vllm", "port", "80", "port is no argument of a case: the run's own model decides it.")]
    [InlineData("vllm", "served_model_name", "x", "served_model_name is no argument of a case")]
    [InlineData("tgi", "num-shard", "2", "num-shard is no argument of a case: say tensor-parallel-size.")]
    [InlineData("tgi", "model-id", "x", "model-id is no argument of a case: the runner decides it.")]
    [InlineData("tgi", "--dtype", "x", "'--dtype' is no argument of tgi")]
    [InlineData("transformers", "batch-size", "0", "batch-size is '0': expected a whole number up to 1048576.")]
    [InlineData("transformers", "batch-wait", "-1", "batch-wait is '-1': expected seconds from 0 to 60.")]
    [InlineData("transformers", "dtype", "int8", "dtype is 'int8': expected one of auto, float16, bfloat16, float32.")]
    [InlineData("transformers", "max-num-seqs", "8", "max-num-seqs is no argument of transformers: expected one of")]
    public void What_is_not_a_case_s_to_say_is_named(string engine, string name, string value, string message)
    {
        Should
            .Throw<UserErrorException>(() => Engine(engine).ServeCommand(Start(engine, "1.0.0", (name, value))))
            .Message.ShouldStartWith(message);
    }

    [Theory]
    [InlineData("vllm", "max-num-seqs", "tensor-parallel-size")]
    [InlineData("llamacpp", "parallel", null)]
    [InlineData("transformers", "batch-size", null)]
    [InlineData("tgi", "max-batch-size", "tensor-parallel-size")]
    public void Each_engine_s_two_settings_are_read_and_set_under_its_own_names(
        string name,
        string parallel,
        string? tensorParallel
    )
    {
        var engine = Engine(name);
        var none = ServingRig.Texts();
        engine.Parallel(none).ShouldBeNull();
        engine.TensorParallelSize(none).ShouldBe(1);
        var eight = engine.WithParallel(none, 8);
        eight.ShouldBe([KeyValuePair.Create(parallel, "8")]);
        engine.Parallel(eight).ShouldBe(8);
        if (tensorParallel is null)
        {
            engine.WithTensorParallelSize(eight, 1).ShouldBe(eight);
            Should
                .Throw<UserErrorException>(() => engine.WithTensorParallelSize(eight, 2))
                .Message.ShouldBe($"{name} cannot spread a model over 2 GPUs: expected a tensor parallel size of 1.");
        }
        else
        {
            var two = engine.WithTensorParallelSize(eight, 2);
            two[tensorParallel].ShouldBe("2");
            engine.TensorParallelSize(two).ShouldBe(2);
        }
    }

    [Fact]
    public void A_setting_spelled_with_underscores_is_the_same_setting()
    {
        var said = ServingRig.Texts(("max_num_seqs", "50"));
        new VllmEngine().Parallel(said).ShouldBe(50);
        new VllmEngine().WithParallel(said, 8).ShouldBe([KeyValuePair.Create("max-num-seqs", "8")]);
    }

    [Fact]
    public void Our_own_servers_tell_their_phases()
    {
        const string Line = "2026-11-27T16:38:50.791592Z 58081 INFO phase model_loading begin";
        new TransformersEngine().PhaseOf(Line).ShouldBe("model_loading");
        new TransformersEngine().PhaseOf("x INFO phase begin").ShouldBeNull();
        new TgiEngine().PhaseOf("INFO text_generation_launcher: Starting shard rank=0").ShouldBe("loading the model");
    }

    private static IServingEngine Engine(string name) =>
        name switch
        {
            "vllm" => new VllmEngine(),
            "llamacpp" => new LlamaCppEngine(),
            "transformers" => new TransformersEngine(),
            _ => new TgiEngine(),
        };

    private static EngineStart Start(string engine, string version, params (string Name, string Value)[] arguments)
    {
        var spec = new EnvironmentSpec
        {
            Name = engine,
            Folder = "/envs/" + engine,
            Kind = "python-venv",
            Engine = engine,
            EngineVersion = version,
            LockHash = "00",
            Lock = null,
            Driver = "/envs/driver",
            Image = "image@sha256:0",
        };
        var model = new ModelFiles(new ModelSource("m", "d", 1, true, true), "/models/m", []);
        var environment = new InstalledEnvironment(spec, "/prefix", "/venv/bin/python");
        return new EngineStart(environment, model, ServingRig.Texts(arguments), ServingRig.Texts(), 4711, "/run");
    }
}
