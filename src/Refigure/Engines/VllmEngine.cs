using System.Collections.Immutable;
using System.Globalization;
using Refigure.Catalog;
using Refigure.Models;

namespace Refigure.Engines;

/// <summary>
/// vLLM. A start-up is driven by <c>envs/vllm/startup.py</c>: it makes an engine, lets it answer one request, and ends it.
/// Served it is by its own <c>vllm serve</c> (<see cref="VllmServer"/>).
/// </summary>
/// <param name="launcher">
/// The program that starts it, given its command, where it spans several machines; null for none. See <c>SpanningScript</c>.
/// </param>
public sealed class VllmEngine(string? launcher = null) : IServingEngine
{
    /// <summary>Values that are lists of numbers: each is an argument of its own.</summary>
    private static readonly string[] Lists =
    [
        VllmKnobs.CaptureSizes,
        VllmKnobs.OldCaptureSizes,
        VllmKnobs.NewCaptureSizes,
    ];

    // What the runner itself decides.
    private static readonly string[] Taken =
    [
        "model",
        "tokenizer",
        "download-dir",
        "host",
        "port",
        "uds",
        "served-model-name",
        "api-key",
        "ssl-keyfile",
        "ssl-certfile",
        "root-path",
    ];

    // Python, torch and vLLM in two processes, without weights.
    private const long OwnMemory = 8L << 30;

    // What of a log shows how far it is, in the order of a start.
    private static readonly (string Text, string Phase)[] Steps =
    [
        ("\"mark\": \"begin\"", "importing"),
        ("\"mark\": \"imported\"", "inspecting the model"),
        ("Waiting for init message from front-end", "starting the engine"),
        ("Starting to load model", "loading the model"),
        ("Loading model from scratch", "loading the model"),
        ("Model loading took", "compiling"),
        ("Dynamo bytecode transform time", "compiling"),
        ("Memory profiling takes", "warming up"),
        ("Graph capturing finished", "finishing"),
        ("\"mark\": \"engine\"", "answering"),
        ("Starting vLLM", "listening"),
    ];

    /// <inheritdoc />
    public string Name => "vllm";

    /// <inheritdoc />
    public bool HasCompileCache => true;

    /// <inheritdoc />
    public bool NeedsGpu => true;

    /// <inheritdoc />
    public ImmutableArray<ServingEndpointKind> Endpoints => [ServingEndpointKind.Completions, ServingEndpointKind.Chat];

    /// <inheritdoc />
    public string ParallelArgument => "max-num-seqs";

    /// <inheritdoc />
    public string ContextArgument => "max-model-len";

    /// <inheritdoc />
    public string? TensorParallelArgument => "tensor-parallel-size";

    /// <inheritdoc />
    public string? VersionPath => "/version";

    /// <inheritdoc />
    public ProfilerPaths? Profiler => VllmProfiler.Paths;

    /// <inheritdoc />
    public EngineCommand ServeCommand(EngineStart start)
    {
        ArgumentNullException.ThrowIfNull(start);
        CheckArguments(start.Arguments);
        return Launched(VllmServer.Command(start));
    }

    /// <inheritdoc />
    public bool CompileCacheIsOff(ImmutableSortedDictionary<string, string> variables)
    {
        ArgumentNullException.ThrowIfNull(variables);
        return variables.GetValueOrDefault("VLLM_DISABLE_COMPILE_CACHE") == "1";
    }

    /// <inheritdoc />
    public EngineCommand Command(EngineStart start)
    {
        ArgumentNullException.ThrowIfNull(start);
        CheckArguments(start.Arguments);
        var driver =
            start.Environment.Spec.Driver
            ?? throw new UserErrorException(
                $"{Path.Combine(start.Environment.Spec.Folder, "env.yaml")} names no driver: expected the path of startup.py."
            );
        var arguments = ImmutableArray.CreateBuilder<string>();
        arguments.AddRange(driver, "--model", start.Model.Path);
        AddArguments(arguments, start);
        return Launched(
            new EngineCommand(
                start.Environment.Program,
                arguments.DrainToImmutable(),
                Variables(start),
                start.Folder,
                Health: null,
                "{\"mark\": \"end\""
            )
            {
                EndsItself = true,
            }
        );
    }

    private EngineCommand Launched(EngineCommand command) =>
        launcher is null
            ? command
            : command with
            {
                Program = launcher,
                Arguments = command.Arguments.Insert(0, command.Program),
            };

    /// <inheritdoc />
    public void CheckArguments(ImmutableSortedDictionary<string, string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        foreach (var (name, value) in arguments)
        {
            if (Taken.Contains(name.Replace('_', '-'), StringComparer.Ordinal))
            {
                throw new UserErrorException($"{name} is no argument of a case: the run's own model decides it.");
            }

            // vLLM itself knows which of them its version has.
            if (
                name.Length == 0
                || name[0] == '-'
                || !name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_')
            )
            {
                throw new UserErrorException(
                    $"'{name}' is no argument of vllm: expected a long name without dashes, such as max-model-len."
                );
            }

            if (
                Lists.Contains(name.Replace('_', '-'), StringComparer.Ordinal)
                && !value.Split(' ').All(v => int.TryParse(v, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            )
            {
                throw new UserErrorException($"{name} is '{value}': expected whole numbers with a space between them.");
            }
        }
    }

    /// <inheritdoc />
    public ImmutableArray<string> CheckVersion(
        string version,
        ImmutableSortedDictionary<string, string> arguments,
        ImmutableSortedDictionary<string, string> variables
    )
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(variables);
        var notes = VllmKnobs.Check(version, arguments, variables);
        foreach (var (name, value) in arguments)
        {
            _ = VllmKnobs.Spelled(version, name, value);
        }

        return DummyWeights.AreIn(arguments)
            ? notes.Add(
                "load-format dummy: vLLM makes the weights up, so the time to load them is not that of the model."
            )
            : notes;
    }

    /// <inheritdoc />
    public string StoredModel(string model, ImmutableSortedDictionary<string, string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return DummyWeights.AreIn(arguments) ? WithoutWeights.Of(model)
            // As the study calls them: a folder of its own beside the model's.
            : arguments.GetValueOrDefault(DummyWeights.Argument) == "tensorizer" ? model + "-tensorized"
            : model;
    }

    /// <inheritdoc />
    public long MemoryNeeded(long modelBytes, ImmutableSortedDictionary<string, string> arguments) =>
        // The weights go through the page cache, which gives way.
        OwnMemory;

    /// <inheritdoc />
    public string? PhaseOf(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        foreach (var (text, phase) in Steps)
        {
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return phase;
            }
        }

        return null;
    }

    /// <inheritdoc />
    public TimeSpan? RoughStart(long? modelBytes, bool fromDisk) =>
        // 30 to 50 s were measured for warm starts of a model of 3 GB with 0.25.1 on an H200 and an H100.
        TimeSpan.FromSeconds(40 + ((modelBytes ?? 0) / (fromDisk ? 1e9 : 5e9)));

    /// <summary>Adds the case's arguments as this version of vLLM spells them.</summary>
    internal static void AddArguments(ImmutableArray<string>.Builder arguments, EngineStart start)
    {
        foreach (var (said, given) in start.Arguments)
        {
            var (name, value) = VllmKnobs.Spelled(start.Environment.Spec.EngineVersion, said, given);
            arguments.Add("--" + name);
            if (Lists.Contains(name.Replace('_', '-'), StringComparer.Ordinal))
            {
                arguments.AddRange(value.Split(' ', StringSplitOptions.RemoveEmptyEntries));
            }
            else if (value.Length > 0)
            {
                arguments.Add(value);
            }
        }
    }

    // Whatever can keep something compiled between starts is told where; what the case or the environment says goes first.
    internal static ImmutableSortedDictionary<string, string> Variables(EngineStart start)
    {
        var variables = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var caches = start.CompileCache ?? Path.Combine(start.Folder, "caches");
        variables["VLLM_CACHE_ROOT"] = Path.Combine(caches, "vllm");
        variables["TORCHINDUCTOR_CACHE_DIR"] = Path.Combine(caches, "torchinductor");
        variables["TRITON_CACHE_DIR"] = Path.Combine(caches, "triton");
        variables["CUDA_CACHE_PATH"] = Path.Combine(caches, "cuda");
        variables["HF_HUB_OFFLINE"] = "1";
        variables["VLLM_NO_USAGE_STATS"] = "1";
        if (start.Environment.Spec.Unlocked is null)
        {
            // The driver refuses another version than the pinned one.
            variables["REFIGURE_EXPECT_VLLM"] = start.Environment.Spec.EngineVersion;
        }

        variables["PYTHONUNBUFFERED"] = "1";
        // A file of the run's folder must not take the place of a module of Python's own.
        variables["PYTHONSAFEPATH"] = "1";
        foreach (var (name, value) in start.Variables)
        {
            variables[name] = value;
        }

        return variables.ToImmutable();
    }
}
