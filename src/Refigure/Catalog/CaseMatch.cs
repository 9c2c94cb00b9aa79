using System.Collections.Immutable;

namespace Refigure.Catalog;

/// <summary>Which cases an entry of <c>exclude</c> takes away: those that have everything that it names.</summary>
internal sealed record CaseMatch(
    ImmutableArray<string> Models,
    ImmutableArray<string> Environments,
    ImmutableSortedDictionary<string, string> Arguments,
    ImmutableSortedDictionary<string, string> Variables
)
{
    internal static readonly string[] Keys = ["model", "environment", "arguments", "variables"];

    public static CaseMatch Of(YamlMap map)
    {
        map.AllowOnly(Keys);
        return new CaseMatch(
            map.Has("model") ? map.RequireTexts("model") : [],
            map.Has("environment") ? map.RequireTexts("environment") : [],
            map.OptionalMap("arguments")?.Texts() ?? ImmutableSortedDictionary<string, string>.Empty,
            map.OptionalMap("variables")?.Texts() ?? ImmutableSortedDictionary<string, string>.Empty
        );
    }

    public bool Fits(CaseSpec one) =>
        (Models.IsEmpty || Models.Contains(one.Model))
        && (Environments.IsEmpty || Environments.Contains(one.Environment))
        && Arguments.All(a => one.Arguments.GetValueOrDefault(a.Key) == a.Value)
        && Variables.All(v => one.Variables.GetValueOrDefault(v.Key) == v.Value);
}
