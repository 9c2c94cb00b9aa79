using System.Collections.Immutable;
using Refigure.Serving;

namespace Refigure.Imports.Serving;

/// <summary>One load that another tool put on an engine, as its file tells it. What is unknown is null.</summary>
internal sealed record ServingResult
{
    /// <summary>The name for what is not said.</summary>
    public const string Unknown = "unknown";

    /// <summary>The file that it was read from.</summary>
    public required ResultFile File { get; init; }

    /// <summary>The file's path below the imported folder, and the place in it where it holds several.</summary>
    public required string From { get; init; }

    /// <summary>Names what was measured: equal for the same load in another file.</summary>
    public required string Key { get; init; }

    /// <summary>How much it tells: of several with an equal key, the one that tells most is taken.</summary>
    public int Detail { get; init; }

    /// <summary>What the run's case is called, before it is made safe and unique.</summary>
    public required string Case { get; init; }

    /// <summary>The repetition that the file claims, 1-based; null if it claims none.</summary>
    public int? Iteration { get; init; }

    /// <summary>The engine; <c>unknown</c> if the tool did not ask.</summary>
    public string Engine { get; init; } = Unknown;

    /// <summary>The engine's version; null if unknown.</summary>
    public string? EngineVersion { get; init; }

    /// <summary>The model's name without folders.</summary>
    public string Model { get; init; } = Unknown;

    /// <summary>The engine's arguments and what else was written down about the run, by name.</summary>
    public ImmutableSortedDictionary<string, string> Arguments { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The load.</summary>
    public required LoadFacts Facts { get; init; }

    /// <summary>Its requests, made anew by each call; null if the file has none.</summary>
    public Func<IEnumerable<RequestRecord>>? Requests { get; init; }

    /// <summary>The text of <c>samples.csv</c>; null if nothing was sampled.</summary>
    public ReadOnlyMemory<byte>? Samples { get; init; }

    /// <summary>Requests that completed; null if unknown.</summary>
    public int? Completed { get; init; }

    /// <summary>The raw files to keep.</summary>
    public required ImmutableArray<SourceFile> Sources { get; init; }
}
