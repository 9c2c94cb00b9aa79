using System.Collections.Immutable;

namespace Refigure.Running;

/// <summary>What became of a server and of the load on it.</summary>
/// <typeparam name="T">What the load gives.</typeparam>
public sealed class ServingRun<T>
{
    internal ServingRun(EngineRun engine, T? result, bool isDone, ImmutableArray<string> failure)
    {
        Engine = engine;
        Result = result;
        IsDone = isDone;
        Failure = failure;
    }

    /// <summary>Whether the load was put on to its end, and the server lived through it.</summary>
    public bool IsDone { get; }

    /// <summary>What the load gave; only if <see cref="IsDone"/>.</summary>
    public T? Result { get; }

    /// <summary>What happened otherwise, a line each; empty if <see cref="IsDone"/>.</summary>
    public ImmutableArray<string> Failure { get; }

    /// <summary>What a reader of its samples must know, a sentence each.</summary>
    public ImmutableArray<string> Remarks { get; init; } = [];

    /// <summary>Whether no process of the server is left, as was looked for.</summary>
    public bool TreeIsGone => Engine.End.TreeIsGone;

    /// <summary>How the server was started and ended.</summary>
    internal EngineRun Engine { get; }
}
