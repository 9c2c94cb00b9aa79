using System.Collections.Immutable;
using System.Globalization;

namespace Refigure.Catalog;

/// <summary>Reads an experiment's file.</summary>
public static class ExperimentReader
{
    internal static readonly string[] RootKeys = ["describe", "figures", "series", "profiles"];
    internal static readonly string[] ProfileNames = ["paper", "lab", "smoke"];
    internal static readonly string[] NoneKeys = ["none"];
    internal static readonly string[] CaseKeys =
    [
        "name",
        "model",
        "environment",
        "arguments",
        "variables",
        "load",
        "caches",
        "nodes",
        "runs_of",
        "typical_start",
        "ready_timeout",
        "phase_timeout",
    ];
    internal static readonly string[] ProfileKeys = [.. CaseKeys.Skip(1), "cases", "include", "exclude"];

    /// <summary>Reads it.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="file">Its name in messages.</param>
    /// <param name="name">The experiment's name.</param>
    /// <exception cref="UserErrorException">Something is wrong: file, line, key, what was expected.</exception>
    public static ExperimentSpec Read(TextReader text, string file, string name)
    {
        var root = YamlMap.Load(text, file);
        root.AllowOnly(RootKeys);
        var profiles = root.RequireMap("profiles");
        profiles.AllowOnly(ProfileNames);
        return new ExperimentSpec(
            name,
            root.RequireText("describe"),
            Figures(root),
            profiles.Maps().ToImmutableSortedDictionary(p => p.Key, p => Profile(p.Key, p.Map), StringComparer.Ordinal)
        )
        {
            Series = Series(root),
        };
    }

    // What only belongs to a study's series of configurations is shown by no figure.
    private static ImmutableArray<int> Figures(YamlMap root) =>
        root.Has("series") && root.Has("figures") && root.OptionalTexts("figures").IsEmpty
            ? []
            : [.. root.RequireTexts("figures").Select(n => Figure(root, n))];

    private static string? Series(YamlMap root)
    {
        var series = root.OptionalText("series");
        return series is null || (series.Length is > 0 and <= 16 && series.All(char.IsAsciiLetterOrDigit))
            ? series
            : throw root.Wrong("series", $"is '{series}'; expected letters and digits, such as E1");
    }

    private static int Figure(YamlMap root, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 100
            ? number
            : throw root.Wrong("figures", $"has '{text}'; expected numbers of figures");

    private static ExperimentProfile Profile(string name, YamlMap map)
    {
        if (map.Has("none"))
        {
            map.AllowOnly(NoneKeys);
            return new ExperimentProfile(name, [], map.RequireText("none"));
        }

        map.AllowOnly(ProfileKeys);
        var shared = CaseDraft.Of(map, isShared: true);
        var drafts = map.OptionalMaps("cases").Select(Own).ToArray();
        IEnumerable<CaseDraft> all = drafts.Length == 0 ? [shared] : drafts.Select(d => d.Over(shared));
        var excluded = map.OptionalMaps("exclude").Select(CaseMatch.Of).ToArray();
        var cases = all.SelectMany(CaseExpansion.Of)
            .Where(c => !Array.Exists(excluded, match => match.Fits(c)))
            .Concat(map.OptionalMaps("include").Select(Own).Select(d => d.Over(shared)).SelectMany(CaseExpansion.Of));
        return new ExperimentProfile(name, Distinct([.. cases], map));
    }

    private static CaseDraft Own(YamlMap map)
    {
        map.AllowOnly(CaseKeys);
        return CaseDraft.Of(map, isShared: false);
    }

    private static ImmutableArray<CaseSpec> Distinct(ImmutableArray<CaseSpec> cases, YamlMap map)
    {
        if (cases.IsEmpty)
        {
            throw map.Wrong("has no case left; expected one at least, or 'none' with the reason");
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var one in cases)
        {
            if (!names.Add(one.Name))
            {
                throw map.Wrong($"has two cases that are called {one.Name}; expected a 'name' that tells them apart");
            }
        }

        return cases;
    }
}
