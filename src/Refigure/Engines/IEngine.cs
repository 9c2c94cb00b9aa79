using System.Collections.Immutable;

namespace Refigure.Engines;

/// <summary>What the runner must know of an engine.</summary>
public interface IEngine
{
    /// <summary>The name: <c>vllm</c>, <c>llamacpp</c>, …</summary>
    string Name { get; }

    /// <summary>Whether it keeps compiled graphs between starts, so that <c>compile-cold</c> means something.</summary>
    bool HasCompileCache { get; }

    /// <summary>The command that starts it.</summary>
    /// <exception cref="UserErrorException">An argument is not one of the engine's; the sentence names it and the nearest.</exception>
    EngineCommand Command(EngineStart start);

    /// <summary>Checks a case's arguments without starting anything.</summary>
    /// <exception cref="UserErrorException">As in <see cref="Command"/>.</exception>
    void CheckArguments(ImmutableSortedDictionary<string, string> arguments);

    /// <summary>An upper estimate of the memory that a model of this size in bytes needs with these arguments.</summary>
    long MemoryNeeded(long modelBytes, ImmutableSortedDictionary<string, string> arguments);
}
