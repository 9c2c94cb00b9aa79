using System.Collections.Immutable;
using System.Globalization;
using Refigure.Catalog;
using Refigure.Models;

namespace Refigure.Engines;

/// <summary>
/// The naive baseline: transformers' <c>generate</c> behind <c>envs/transformers/server.py</c>, one request at a time, or a static
/// batch of <c>batch-size</c>.
/// </summary>
public sealed class TransformersEngine : IServingEngine
{
    // Python and torch; a GPU's model goes through the page cache.
    private const long OwnMemory = 4L << 30;

    private static readonly (string Name, string[] Values)[] Words =
    [
        ("dtype", ["auto", "float16", "bfloat16", "float32"]),
        (DummyWeights.Argument, ["auto", "dummy"]),
    ];

    private static readonly string[] Counts = ["batch-size", "max-model-len", "queue-limit", "seed"];

    /// <inheritdoc />
    public string Name => "transformers";

    /// <inheritdoc />
    public bool HasCompileCache => false;

    /// <inheritdoc />
    public bool NeedsGpu => true;

    /// <inheritdoc />
    public bool HasStaticBatches => true;

    /// <inheritdoc />
    public ImmutableArray<ServingEndpointKind> Endpoints => [ServingEndpointKind.Completions, ServingEndpointKind.Chat];

    /// <inheritdoc />
    public string ParallelArgument => "batch-size";

    /// <inheritdoc />
    public string ContextArgument => "max-model-len";

    /// <inheritdoc />
    public string? TensorParallelArgument => null;

    // Its start-up is measured as it serves.
    /// <inheritdoc />
    public EngineCommand Command(EngineStart start) => ServeCommand(start);

    /// <inheritdoc />
    public EngineCommand ServeCommand(EngineStart start)
    {
        ArgumentNullException.ThrowIfNull(start);
        CheckArguments(start.Arguments);
        var driver =
            start.Environment.Spec.Driver
            ?? throw new UserErrorException(
                $"{Path.Combine(start.Environment.Spec.Folder, "env.yaml")} names no driver: expected the path of server.py."
            );
        var port = start.Port.ToString(CultureInfo.InvariantCulture);
        var arguments = ImmutableArray.CreateBuilder<string>();
        arguments.AddRange(driver, "--model", start.Model.Path, "--host", "127.0.0.1", "--port", port);
        arguments.AddRange("--served-model-name", start.Model.Source.Name, "--exit-with-stdin");
        foreach (var (name, value) in start.Arguments)
        {
            arguments.AddRange("--" + name, value);
        }

        return new EngineCommand(
            start.Environment.Program,
            arguments.DrainToImmutable(),
            Variables(start.Variables),
            start.Folder,
            new Uri($"http://127.0.0.1:{port}{ServingPaths.Health}"),
            "Engine is ready"
        );
    }

    // What the case or the environment says goes first.
    private static ImmutableSortedDictionary<string, string> Variables(
        ImmutableSortedDictionary<string, string> said
    ) =>
        ImmutableSortedDictionary
            .Create<string, string>(StringComparer.Ordinal)
            .Add("HF_HUB_OFFLINE", "1")
            .Add("PYTHONSAFEPATH", "1")
            .Add("PYTHONUNBUFFERED", "1")
            .Add("TOKENIZERS_PARALLELISM", "false")
            .SetItems(said);

    /// <inheritdoc />
    public void CheckArguments(ImmutableSortedDictionary<string, string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        foreach (var (name, value) in arguments)
        {
            if (Array.Find(Words, word => word.Name == name) is { Name: not null } word)
            {
                if (!word.Values.Contains(value, StringComparer.Ordinal))
                {
                    throw new UserErrorException(
                        $"{name} is '{value}': expected one of {string.Join(", ", word.Values)}."
                    );
                }
            }
            else if (name == "batch-wait")
            {
                if (
                    !double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var wait)
                    || wait > 60
                )
                {
                    throw new UserErrorException($"{name} is '{value}': expected seconds from 0 to 60.");
                }
            }
            else if (!Counts.Contains(name, StringComparer.Ordinal))
            {
                throw new UserErrorException(
                    $"{name} is no argument of transformers: expected one of {string.Join(", ", Counts)}, {string.Join(", ", Words.Select(w => w.Name))} and batch-wait."
                );
            }
            else if (
                !int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                || count > 1 << 20
                || (count == 0 && name != "seed")
            )
            {
                throw new UserErrorException($"{name} is '{value}': expected a whole number up to {1 << 20}.");
            }
        }
    }

    /// <inheritdoc />
    public string StoredModel(string model, ImmutableSortedDictionary<string, string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return DummyWeights.AreIn(arguments) ? WithoutWeights.Of(model) : model;
    }

    /// <inheritdoc />
    public long MemoryNeeded(long modelBytes, ImmutableSortedDictionary<string, string> arguments) => OwnMemory;

    /// <inheritdoc />
    public string? PhaseOf(string line) => LoggedPhase.Of(line);

    /// <inheritdoc />
    public TimeSpan? RoughStart(long? modelBytes, bool fromDisk) =>
        // torch and transformers take some ten seconds to import.
        TimeSpan.FromSeconds(15 + ((modelBytes ?? 0) / (fromDisk ? 1e9 : 5e9)));
}
