using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Refigure.Results;

namespace Refigure.Catalog;

/// <summary>Multiplies the lists of a case: models, environments, then each argument and variable, the last one fastest.</summary>
internal static class CaseExpansion
{
    private const int MostCases = 100_000;

    public static IEnumerable<CaseSpec> Of(CaseDraft draft)
    {
        if (draft.Models.IsEmpty || draft.Environments.IsEmpty || draft.Caches.IsEmpty)
        {
            var lacking =
                draft.Models.IsEmpty ? "model"
                : draft.Environments.IsEmpty ? "environment"
                : "caches";
            throw draft.Place.Lacks(lacking, $"{lacking} here or for all cases of the profile");
        }

        RefuseTooMany(draft);
        return from model in draft.Models
            from environment in draft.Environments
            from arguments in Combinations(draft.Arguments)
            from variables in Combinations(draft.Variables)
            from load in Combinations(draft.Load)
            select Case(draft, model, environment, arguments, variables, load);
    }

    private static LoadSpec? Load(CaseDraft draft, ImmutableSortedDictionary<string, string> settings)
    {
        if (settings.IsEmpty)
        {
            return null;
        }

        var load = new LoadSpec { Settings = settings };
        return load switch
        {
            { Concurrency: null, Rate: null } => throw draft.Place.Wrong(
                "load",
                "has neither concurrency nor rate; expected requests at a time, or requests per second"
            ),
            { Requests: null, Duration: null } => throw draft.Place.Wrong(
                "load",
                "has no end; expected requests or duration"
            ),
            _ => load,
        };
    }

    private static void RefuseTooMany(CaseDraft draft)
    {
        var count = draft
            .Arguments.Concat(draft.Variables)
            .Concat(draft.Load)
            .Aggregate((double)draft.Models.Length * draft.Environments.Length, (n, s) => n * s.Values.Length);
        if (count > MostCases)
        {
            throw draft.Place.Wrong(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"multiplies to {count:0} cases; expected at most {MostCases}"
                )
            );
        }
    }

    private static CaseSpec Case(
        CaseDraft draft,
        string model,
        string environment,
        ImmutableSortedDictionary<string, string> arguments,
        ImmutableSortedDictionary<string, string> variables,
        ImmutableSortedDictionary<string, string> load
    ) =>
        new()
        {
            Name = FolderName.Safe(Name(draft, model, environment, arguments, variables, load)),
            Model = model,
            Environment = environment,
            Arguments = arguments,
            Variables = variables,
            Load = Load(draft, load),
            Caches = draft.Caches,
            Nodes = draft.Nodes,
            RunsOf = draft.RunsOf,
            TypicalStart = draft.TypicalStart,
            ReadyTimeout = draft.ReadyTimeout ?? TimeSpan.FromMinutes(10),
            PhaseTimeout = draft.PhaseTimeout,
        };

    // model+argument=value…, as imported cases of the startup study are called; the environment alone where it is what varies.
    private static string Name(
        CaseDraft draft,
        string model,
        string environment,
        ImmutableSortedDictionary<string, string> arguments,
        ImmutableSortedDictionary<string, string> variables,
        ImmutableSortedDictionary<string, string> load
    )
    {
        if (draft.Name is { } given)
        {
            return given;
        }

        var name = new StringBuilder();
        if (draft.Environments.Length > 1)
        {
            name.Append(environment);
        }

        if (draft.Environments.Length == 1 || draft.Models.Length > 1)
        {
            name.Append(name.Length > 0 ? "+" : "").Append(model);
        }

        Add(name, draft.Arguments, arguments);
        Add(name, draft.Variables, variables);
        Add(name, draft.Load, load);
        return name.ToString();
    }

    private static void Add(
        StringBuilder name,
        ImmutableArray<CaseSetting> settings,
        ImmutableSortedDictionary<string, string> values
    )
    {
        foreach (var (key, value) in values)
        {
            if (settings.Any(s => s.Name == key && s.IsNamed))
            {
                name.Append('+').Append(key).Append(value.Length > 0 ? "=" : "").Append(value.Replace(' ', '_'));
            }
        }
    }

    private static IEnumerable<ImmutableSortedDictionary<string, string>> Combinations(
        ImmutableArray<CaseSetting> settings
    )
    {
        IEnumerable<ImmutableSortedDictionary<string, string>> all =
        [
            ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal),
        ];
        foreach (var setting in settings)
        {
            all = all.SelectMany(sofar => setting.Values.Select(value => sofar.SetItem(setting.Name, value)));
        }

        return all;
    }
}
