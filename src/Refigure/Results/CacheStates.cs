namespace Refigure.Results;

/// <summary>The words of <see cref="CacheState"/> in folder names, CSV and <c>run.json</c>.</summary>
public static class CacheStates
{
    /// <summary>The word: <c>warm</c>, <c>cold</c>, <c>compile-cold</c> or <c>page-cold</c>.</summary>
    public static string Word(this CacheState state) =>
        state switch
        {
            CacheState.Warm => "warm",
            CacheState.Cold => "cold",
            CacheState.CompileCold => "compile-cold",
            CacheState.PageCold => "page-cold",
            _ => throw new ArgumentOutOfRangeException(nameof(state)),
        };

    /// <summary>Reads a word; null if it is none of the four.</summary>
    public static CacheState? Parse(string? word) =>
        word switch
        {
            "warm" => CacheState.Warm,
            "cold" => CacheState.Cold,
            "compile-cold" => CacheState.CompileCold,
            "page-cold" => CacheState.PageCold,
            _ => null,
        };
}
