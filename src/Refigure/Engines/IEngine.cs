using System.Collections.Immutable;

namespace Refigure.Engines;

/// <summary>What the runner must know of an engine.</summary>
public interface IEngine
{
    /// <summary>The name: <c>vllm</c>, <c>llamacpp</c>, …</summary>
    string Name { get; }

    /// <summary>Whether it keeps compiled graphs between starts, so that <c>compile-cold</c> means something.</summary>
    bool HasCompileCache { get; }

    /// <summary>Whether a case starts it with its compile cache off, so that each start compiles and keeps nothing.</summary>
    /// <param name="variables">The case's environment variables.</param>
    bool CompileCacheIsOff(ImmutableSortedDictionary<string, string> variables) => false;

    /// <summary>The command that starts it.</summary>
    /// <exception cref="UserErrorException">An argument is not one of the engine's; the sentence names it and the nearest.</exception>
    EngineCommand Command(EngineStart start);

    /// <summary>Checks a case's arguments without starting anything.</summary>
    /// <exception cref="UserErrorException">As in <see cref="Command"/>.</exception>
    void CheckArguments(ImmutableSortedDictionary<string, string> arguments);

    /// <summary>Checks a case against a version of the engine, without starting anything.</summary>
    /// <param name="version">The version, as its environment pins it.</param>
    /// <param name="arguments">The case's arguments.</param>
    /// <param name="variables">The case's environment variables.</param>
    /// <returns>What that version does not heed, a sentence each.</returns>
    /// <exception cref="UserErrorException">It does not know something that decides the start; the sentence says what to use.</exception>
    ImmutableArray<string> CheckVersion(
        string version,
        ImmutableSortedDictionary<string, string> arguments,
        ImmutableSortedDictionary<string, string> variables
    ) => [];

    /// <summary>Whether it starts only where there is an NVIDIA GPU.</summary>
    bool NeedsGpu => false;

    /// <summary>The model of <c>models.yaml</c> whose files a case loads: its own, or a copy of it in another
    /// form; or its name by <see cref="Models.WithoutWeights"/>.</summary>
    /// <param name="model">The case's model.</param>
    /// <param name="arguments">The case's arguments.</param>
    string StoredModel(string model, ImmutableSortedDictionary<string, string> arguments) => model;

    /// <summary>An upper estimate of the memory that a model of this size in bytes needs with these arguments.</summary>
    long MemoryNeeded(long modelBytes, ImmutableSortedDictionary<string, string> arguments);

    /// <summary>The start-up phase that begins with a line of its log; null if none does.</summary>
    string? PhaseOf(string line);

    /// <summary>How long a start takes about, where no run has told yet; null if nobody can know.</summary>
    /// <param name="modelBytes">The size of the model's files; null if not known.</param>
    /// <param name="fromDisk">Whether they are read from disk.</param>
    TimeSpan? RoughStart(long? modelBytes, bool fromDisk);
}
