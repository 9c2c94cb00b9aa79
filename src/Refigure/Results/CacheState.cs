namespace Refigure.Results;

/// <summary>What is cold when the engine starts.</summary>
public enum CacheState
{
    /// <summary>Nothing: compile caches and page cache are filled. The word is <c>warm</c>.</summary>
    Warm,

    /// <summary>Both compile caches and page cache. The word is <c>cold</c>.</summary>
    Cold,

    /// <summary>The engine's compile caches. The word is <c>compile-cold</c>.</summary>
    CompileCold,

    /// <summary>The operating system's page cache of the model files. The word is <c>page-cold</c>.</summary>
    PageCold,
}
