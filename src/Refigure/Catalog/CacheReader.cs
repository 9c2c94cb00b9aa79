using System.Collections.Immutable;
using System.Globalization;
using Refigure.Results;

namespace Refigure.Catalog;

/// <summary>Reads <c>caches</c>: which cache states, and how often.</summary>
internal static class CacheReader
{
    internal static readonly string[] StateKeys = ["warm", "cold", "compile-cold", "page-cold"];
    internal static readonly string[] RepeatKeys = ["iterations", "until"];
    internal static readonly string[] GoalKeys = ["metric", "within_percent", "at_most", "budget"];

    public static ImmutableArray<CacheIterations> Read(YamlMap map)
    {
        if (map.OptionalMap("caches") is not { } caches)
        {
            return [];
        }

        caches.AllowOnly(StateKeys);
        return [.. caches.Keys.Select(key => Of(caches, key))];
    }

    /// <summary>Reads <c>typical_start</c>: how long a start takes in each state.</summary>
    public static ImmutableSortedDictionary<CacheState, TimeSpan> TypicalStart(YamlMap map)
    {
        if (map.OptionalMap("typical_start") is not { } typical)
        {
            return ImmutableSortedDictionary<CacheState, TimeSpan>.Empty;
        }

        typical.AllowOnly(StateKeys);
        return typical
            .Texts()
            .ToImmutableSortedDictionary(
                t => CacheStates.Parse(t.Key)!.Value,
                t =>
                    Durations.Parse(t.Value)
                    ?? throw typical.Wrong(t.Key, $"is '{t.Value}'; expected a time such as 90 s or 2 min")
            );
    }

    private static CacheIterations Of(YamlMap caches, string key)
    {
        var state = CacheStates.Parse(key)!.Value;
        if (!caches.IsMap(key))
        {
            return new CacheIterations(state, caches.OptionalCount(key, "iterations")!.Value);
        }

        var repeat = caches.RequireMap(key);
        repeat.AllowOnly(RepeatKeys);
        var least =
            repeat.OptionalCount("iterations", "iterations")
            ?? throw repeat.Lacks("iterations", "the least number of iterations");
        return new CacheIterations(state, least, repeat.OptionalMap("until") is { } goal ? Goal(goal, least) : null);
    }

    private static PrecisionGoal Goal(YamlMap map, int least)
    {
        map.AllowOnly(GoalKeys);
        var percent =
            map.OptionalPositive("within_percent", "half the interval's width over the mean, in percent")
            ?? throw map.Lacks("within_percent", "half the interval's width over the mean, in percent");
        var most = map.OptionalCount("at_most", "iterations") ?? throw map.Lacks("at_most", "the most iterations");
        if (most < least)
        {
            throw map.Wrong(
                "at_most",
                string.Create(CultureInfo.InvariantCulture, $"is {most}; expected at least the {least} iterations")
            );
        }

        var budget = map.OptionalText("budget") is { } text
            ? Durations.Parse(text) ?? throw map.Wrong("budget", $"is '{text}'; expected a time such as 90 s or 10 min")
            : (TimeSpan?)null;
        return new PrecisionGoal(map.RequireText("metric"), percent / 100, most, budget);
    }
}
