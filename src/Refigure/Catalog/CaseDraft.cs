using System.Collections.Immutable;
using Refigure.Results;

namespace Refigure.Catalog;

/// <summary>What a profile or one of its cases says, before lists are multiplied. What it does not say is null or empty.</summary>
internal sealed record CaseDraft(YamlMap Place)
{
    public string? Name { get; init; }

    public ImmutableArray<string> Models { get; init; } = [];

    public ImmutableArray<string> Environments { get; init; } = [];

    public ImmutableArray<CaseSetting> Arguments { get; init; } = [];

    public ImmutableArray<CaseSetting> Variables { get; init; } = [];

    public ImmutableArray<CaseSetting> Load { get; init; } = [];

    public ImmutableArray<CacheIterations> Caches { get; init; } = [];

    public ImmutableArray<string> Nodes { get; init; } = [];

    public string? RunsOf { get; init; }

    public ImmutableSortedDictionary<CacheState, TimeSpan> TypicalStart { get; init; } =
        ImmutableSortedDictionary<CacheState, TimeSpan>.Empty;

    public TimeSpan? ReadyTimeout { get; init; }

    public TimeSpan? PhaseTimeout { get; init; }

    /// <summary>Reads a mapping.</summary>
    /// <param name="map">The profile or the case.</param>
    /// <param name="isShared">
    /// Whether it is the profile: what all cases share is not part of their names, unless it is a list.
    /// </param>
    public static CaseDraft Of(YamlMap map, bool isShared) =>
        new(map)
        {
            Name = isShared ? null : map.OptionalText("name"),
            Models = Texts(map, "model"),
            Environments = Texts(map, "environment"),
            Arguments = Settings(map, "arguments", isShared),
            Variables = Settings(map, "variables", isShared),
            Load = LoadSettings(map),
            Caches = CacheReader.Read(map),
            Nodes = Texts(map, "nodes"),
            RunsOf = map.OptionalText("runs_of"),
            TypicalStart = CacheReader.TypicalStart(map),
            ReadyTimeout = Time(map, "ready_timeout"),
            PhaseTimeout = Time(map, "phase_timeout"),
        };

    /// <summary>This case, with what it does not say taken from the profile.</summary>
    public CaseDraft Over(CaseDraft shared) =>
        this with
        {
            Models = Models.IsEmpty ? shared.Models : Models,
            Environments = Environments.IsEmpty ? shared.Environments : Environments,
            Arguments = Merge(shared.Arguments, Arguments),
            Variables = Merge(shared.Variables, Variables),
            Load = Merge(shared.Load, Load),
            Caches = Caches.IsEmpty ? shared.Caches : Caches,
            Nodes = Nodes.IsEmpty ? shared.Nodes : Nodes,
            RunsOf = RunsOf ?? shared.RunsOf,
            TypicalStart = shared.TypicalStart.SetItems(TypicalStart),
            ReadyTimeout = ReadyTimeout ?? shared.ReadyTimeout,
            PhaseTimeout = PhaseTimeout ?? shared.PhaseTimeout,
        };

    private static TimeSpan? Time(YamlMap map, string key) =>
        map.OptionalText(key) is { } text
            ? Durations.Parse(text) ?? throw map.Wrong(key, $"is '{text}'; expected a time such as 90 s or 2 min")
            : null;

    private static ImmutableArray<string> Texts(YamlMap map, string key) => map.Has(key) ? map.RequireTexts(key) : [];

    private static ImmutableArray<CaseSetting> Settings(YamlMap map, string key, bool isShared) =>
        map.OptionalMap(key) is { } settings
            ?
            [
                .. settings.Keys.Select(name =>
                {
                    var values = settings.RequireTexts(name).Select(v => v == "true" ? "" : v).ToImmutableArray();
                    return new CaseSetting(name, values, IsNamed: !isShared || values.Length > 1);
                }),
            ]
            : [];

    private static ImmutableArray<CaseSetting> LoadSettings(YamlMap map)
    {
        if (map.OptionalMap("load") is not { } load)
        {
            return [];
        }

        load.AllowOnly(LoadSpec.Keys);
        foreach (var key in load.Keys)
        {
            foreach (var value in load.RequireTexts(key))
            {
                if (LoadSpec.Expected(key, value) is { } expected)
                {
                    throw load.Wrong(key, $"is '{value}'; expected {expected}");
                }
            }
        }

        return
        [
            .. load.Keys.Select(key => new CaseSetting(
                key,
                load.RequireTexts(key),
                IsNamed: load.RequireTexts(key).Length > 1
            )),
        ];
    }

    private static ImmutableArray<CaseSetting> Merge(
        ImmutableArray<CaseSetting> shared,
        ImmutableArray<CaseSetting> own
    ) => [.. shared.Where(s => !own.Any(o => o.Name == s.Name)), .. own];
}
