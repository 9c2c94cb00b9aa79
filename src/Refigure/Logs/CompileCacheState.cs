namespace Refigure.Logs;

/// <summary>What a log says about the engine's compile cache.</summary>
public enum CompileCacheState
{
    /// <summary>No graph was compiled or loaded: compilation is off, or the version does not compile.</summary>
    Off,

    /// <summary>A graph was compiled: the start was cold.</summary>
    Compiled,

    /// <summary>Graphs were loaded from the cache: the start was warm.</summary>
    Loaded,
}
