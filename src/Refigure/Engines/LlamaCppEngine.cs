using System.Collections.Immutable;
using System.Globalization;
using Refigure.Logs.LlamaCpp;

namespace Refigure.Engines;

/// <summary>llama.cpp, driven by <c>envs/llamacpp/server.mjs</c>.</summary>
public sealed class LlamaCppEngine : IServingEngine
{
    // Node, the engine's library and its compute buffers, as measured with the smallest model: 190 MB.
    private const long OwnMemory = 256L << 20;
    private const string LoadFormat = "load-format";

    private static readonly string[] LoadFormats = ["mmap", "read", "direct-io"];

    // What a case may say, with what is expected of the value; the rest is the runner's.
    private static readonly string[] Counts = ["ctx-size", "parallel", "threads", "queue-limit"];

    /// <inheritdoc />
    public string Name => LlamaCppLogReader.Engine;

    /// <inheritdoc />
    public bool HasCompileCache => false;

    /// <inheritdoc />
    public ImmutableArray<ServingEndpointKind> Endpoints => [ServingEndpointKind.Completions, ServingEndpointKind.Chat];

    /// <inheritdoc />
    public string ParallelArgument => "parallel";

    /// <inheritdoc />
    public string ContextArgument => "ctx-size";

    /// <inheritdoc />
    public string? TensorParallelArgument => null;

    // Its start-up is measured as it serves.
    /// <inheritdoc />
    public EngineCommand ServeCommand(EngineStart start) => Command(start);

    /// <inheritdoc />
    public EngineCommand Command(EngineStart start)
    {
        ArgumentNullException.ThrowIfNull(start);
        CheckArguments(start.Arguments);
        var driver =
            start.Environment.Spec.Driver
            ?? throw new UserErrorException(
                $"{Path.Combine(start.Environment.Spec.Folder, "env.yaml")} names no driver: expected the path of server.mjs."
            );
        var arguments = ImmutableArray.CreateBuilder<string>();
        arguments.AddRange(driver, "--engine", start.Environment.Prefix, "--model", start.Model.Path);
        arguments.AddRange("--host", "127.0.0.1", "--port", start.Port.ToString(CultureInfo.InvariantCulture));
        arguments.AddRange("--served-model-name", start.Model.Source.Name, "--exit-with-stdin");
        foreach (var (name, value) in start.Arguments)
        {
            arguments.AddRange("--" + name, value);
        }

        return new EngineCommand(
            start.Environment.Program,
            arguments.DrainToImmutable(),
            start.Variables,
            start.Folder,
            new Uri($"http://127.0.0.1:{start.Port.ToString(CultureInfo.InvariantCulture)}/health"),
            "Engine is ready"
        );
    }

    /// <inheritdoc />
    public void CheckArguments(ImmutableSortedDictionary<string, string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        foreach (var (name, value) in arguments)
        {
            if (name == LoadFormat)
            {
                if (!LoadFormats.Contains(value, StringComparer.Ordinal))
                {
                    throw new UserErrorException($"{name} is '{value}': expected mmap, read or direct-io.");
                }
            }
            else if (!Counts.Contains(name, StringComparer.Ordinal))
            {
                throw new UserErrorException(
                    $"{name} is no argument of llamacpp: expected one of {string.Join(", ", Counts)} and {LoadFormat}."
                );
            }
            else if (
                !int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                || count is < 1 or > 1 << 20
            )
            {
                throw new UserErrorException($"{name} is '{value}': expected a whole number from 1 to {1 << 20}.");
            }
        }
    }

    /// <inheritdoc />
    public long MemoryNeeded(long modelBytes, ImmutableSortedDictionary<string, string> arguments) =>
        // The KV cache of the models here is far smaller than their weights.
        modelBytes + (modelBytes / 10) + OwnMemory;

    /// <inheritdoc />
    public string? PhaseOf(string line) => LoggedPhase.Of(line);

    /// <inheritdoc />
    public TimeSpan? RoughStart(long? modelBytes, bool fromDisk) =>
        // A second for Node and the library; a disk gives some 500 MB a second, memory ten times that.
        TimeSpan.FromSeconds(1.5 + ((modelBytes ?? 0) / (fromDisk ? 5e8 : 5e9)));
}
