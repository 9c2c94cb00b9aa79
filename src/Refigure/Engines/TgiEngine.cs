using System.Collections.Immutable;
using System.Globalization;
using Refigure.Environments.Containers;

namespace Refigure.Engines;

/// <summary>
/// Text Generation Inference in its container. Its launcher's arguments are a case's, but for <c>tensor-parallel-size</c>, which
/// it calls <c>num-shard</c>.
/// </summary>
public sealed class TgiEngine : IServingEngine
{
    private const string ModelFolder = "/refigure-model";
    private const string TensorParallel = "tensor-parallel-size";

    // What the runner itself decides.
    private static readonly string[] Taken =
    [
        "model-id",
        "hostname",
        "port",
        "num-shard",
        "huggingface-hub-cache",
        "weights-cache-override",
        "api-key",
    ];

    // Router, launcher and the shards' Python and torch.
    private const long OwnMemory = 8L << 30;

    // What of its log shows how far it is, in the order of a start.
    private static readonly (string Text, string Phase)[] Steps =
    [
        ("Starting shard", "loading the model"),
        ("Shard ready in", "warming up"),
        ("Starting Webserver", "listening"),
    ];

    /// <inheritdoc />
    public string Name => "tgi";

    /// <inheritdoc />
    public bool HasCompileCache => false;

    /// <inheritdoc />
    public bool NeedsGpu => true;

    /// <inheritdoc />
    public ImmutableArray<ServingEndpointKind> Endpoints =>
        [ServingEndpointKind.GenerateStream, ServingEndpointKind.Completions, ServingEndpointKind.Chat];

    /// <inheritdoc />
    public string ParallelArgument => "max-batch-size";

    /// <inheritdoc />
    public string ContextArgument => "max-total-tokens";

    /// <inheritdoc />
    public string? TensorParallelArgument => TensorParallel;

    /// <inheritdoc />
    public string? VersionPath => "/info";

    // Its start-up is measured as it serves.
    /// <inheritdoc />
    public EngineCommand Command(EngineStart start) => ServeCommand(start);

    /// <inheritdoc />
    public EngineCommand ServeCommand(EngineStart start)
    {
        ArgumentNullException.ThrowIfNull(start);
        CheckArguments(start.Arguments);
        var port = start.Port.ToString(CultureInfo.InvariantCulture);
        var variables = start.Variables.ContainsKey("HF_HUB_OFFLINE")
            ? start.Variables
            : start.Variables.Add("HF_HUB_OFFLINE", "1");
        var runtime = new ContainerRuntime(Path.GetFileName(start.Environment.Program), start.Environment.Program);
        var image = runtime.KeepsFiles
            ? Path.Combine(start.Environment.Prefix, ContainerRuntime.ImageFile)
            : start.Environment.Spec.Image
                ?? throw new UserErrorException(
                    $"{Path.Combine(start.Environment.Spec.Folder, "env.yaml")} names no image: expected image with its digest."
                );
        var arguments = ImmutableArray.CreateBuilder<string>();
        arguments.AddRange(runtime.Run(image, start.Model.Path, ModelFolder, variables.Keys));
        // The network is the host's own, so that nothing stands between load and engine.
        arguments.AddRange("--model-id", ModelFolder, "--hostname", "127.0.0.1", "--port", port);
        foreach (var (name, value) in start.Arguments)
        {
            arguments.Add("--" + (name.Replace('_', '-') == TensorParallel ? "num-shard" : name));
            if (value.Length > 0)
            {
                arguments.Add(value);
            }
        }

        return new EngineCommand(
            start.Environment.Program,
            arguments.DrainToImmutable(),
            variables,
            start.Folder,
            new Uri($"http://127.0.0.1:{port}{ServingPaths.Health}"),
            "Connected"
        );
    }

    /// <inheritdoc />
    public void CheckArguments(ImmutableSortedDictionary<string, string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        foreach (var name in arguments.Keys)
        {
            if (name.Replace('_', '-') == "num-shard")
            {
                throw new UserErrorException($"{name} is no argument of a case: say {TensorParallel}.");
            }

            if (Taken.Contains(name.Replace('_', '-'), StringComparer.Ordinal))
            {
                throw new UserErrorException($"{name} is no argument of a case: the runner decides it.");
            }

            if (
                name.Length == 0
                || name[0] == '-'
                || !name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_')
            )
            {
                throw new UserErrorException(
                    $"'{name}' is no argument of tgi: expected a long name without dashes, such as max-total-tokens."
                );
            }
        }
    }

    /// <inheritdoc />
    public long MemoryNeeded(long modelBytes, ImmutableSortedDictionary<string, string> arguments) => OwnMemory;

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
    public TimeSpan? RoughStart(long? modelBytes, bool fromDisk) => null;
}
