using System.Collections.Immutable;

namespace Refigure.Environments;

/// <summary>A pinned engine as <c>envs/NAME/</c> describes it. Nothing of it needs to be installed.</summary>
public sealed record EnvironmentSpec
{
    /// <summary>The name: the folder in <c>envs/</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The folder with <c>env.yaml</c> and the lock file, absolute.</summary>
    public required string Folder { get; init; }

    /// <summary><c>npm</c>, <c>python-venv</c>, <c>conda</c> or <c>container</c>.</summary>
    public required string Kind { get; init; }

    /// <summary><c>vllm</c>, <c>llamacpp</c>, <c>transformers</c> or <c>tgi</c>.</summary>
    public required string Engine { get; init; }

    /// <summary>The engine's version, as figures print it.</summary>
    public required string EngineVersion { get; init; }

    /// <summary>When that version was released, for figure 1's axis, such as <c>Oct 24</c>; null if not said.</summary>
    public string? Released { get; init; }

    /// <summary>SHA-256 of the lock file and of everything else that decides what is installed or started, lower-case hex.</summary>
    public required string LockHash { get; init; }

    /// <summary>Digests of the patches, by file name.</summary>
    public ImmutableSortedDictionary<string, string> PatchHashes { get; init; } = NoTexts;

    /// <summary>Environment variables that its engine always gets.</summary>
    public ImmutableSortedDictionary<string, string> Variables { get; init; } = NoTexts;

    /// <summary>
    /// The file that starts the engine, absolute, such as <c>envs/llamacpp/server.mjs</c>; null where the engine's own command
    /// does.
    /// </summary>
    public string? Driver { get; init; }

    /// <summary>
    /// The lock file, absolute: of the environment, or the wheelhouse's own for it; null for containers, whose image is pinned
    /// by its digest, and where nothing is locked (<see cref="Unlocked"/>).
    /// </summary>
    public required string? Lock { get; init; }

    /// <summary>Why the package set (or the image) is not pinned; null where it is.</summary>
    public string? Unlocked { get; init; }

    /// <summary>Python's version, such as <c>3.12</c> or <c>3.10.12</c>; null where there is none.</summary>
    public string? Python { get; init; }

    /// <summary>What is asked for of the packages, as pip reads it; the lock must fit, and without a lock it is what is installed.</summary>
    public ImmutableArray<string> Requirements { get; init; } = [];

    /// <summary>Environment variables while its packages are built.</summary>
    public ImmutableSortedDictionary<string, string> BuildVariables { get; init; } = NoTexts;

    /// <summary>The channel that conda takes Python from; null for other kinds.</summary>
    public string? Channel { get; init; }

    /// <summary>The container image, with its digest unless <see cref="Unlocked"/> says why not; null for other kinds.</summary>
    public string? Image { get; init; }

    /// <summary>The version of CUDA that its wheels bring, such as <c>13.0</c>; null where there is none.</summary>
    public string? Cuda { get; init; }

    /// <summary>The engine's commit, 40 hex digits; null if only its version is pinned.</summary>
    public string? Commit { get; init; }

    /// <summary>The folder of the patches that are applied to it, absolute; null if there are none.</summary>
    public string? PatchFolder { get; init; }

    /// <summary>Where its packages come from.</summary>
    public PackageSource Source { get; init; } = PackageSource.Index;

    private static ImmutableSortedDictionary<string, string> NoTexts { get; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
}
