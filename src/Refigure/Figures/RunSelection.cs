using System.Collections.Immutable;
using Refigure.Catalog;
using Refigure.Logs;
using Refigure.Quality;
using Refigure.Results;

namespace Refigure.Figures;

/// <summary>The valid runs of a recipe's experiment, or of <c>imported</c> where that has none, as cases.</summary>
internal sealed class RunSelection
{
    private const string ImportedExperiment = Experiments.Imported;
    private readonly FigureDraft _draft;
    private readonly ImmutableArray<MeasuredRun> _invalid;

    private RunSelection(
        FigureDraft draft,
        bool imported,
        ImmutableArray<CaseRuns> cases,
        ImmutableArray<MeasuredRun> invalid
    )
    {
        _draft = draft;
        IsImported = imported;
        Cases = cases;
        _invalid = invalid;
    }

    /// <summary>Whether the runs are logs without an experiment, which may mix versions and arguments.</summary>
    public bool IsImported { get; }

    public ImmutableArray<CaseRuns> Cases { get; }

    /// <summary>Runs that must not be averaged.</summary>
    public ImmutableArray<MeasuredRun> Invalid => _invalid;

    public bool IsEmpty => Cases.IsEmpty;

    public IEnumerable<string> Nodes => Cases.Select(c => c.Node).Distinct();

    public static RunSelection Of(FigureDraft draft, bool anyNode = false)
    {
        var recipe = draft.Recipe;
        var runs = RunsOf(draft.Input, recipe.Experiment, anyNode);
        var imported = runs.IsEmpty && recipe.TakesImported;
        if (imported)
        {
            runs = RunsOf(draft.Input, ImportedExperiment, anyNode);
        }

        ImmutableArray<MeasuredRun> valid = [.. runs.Where(r => r.Record.Valid)];
        ImmutableArray<MeasuredRun> invalid = [.. runs.Where(r => !r.Record.Valid)];
        return new RunSelection(draft, imported, CaseRuns.Group(valid), invalid);
    }

    /// <summary>
    /// The cases of one node, one of the cache states and, among imported logs, one engine version: those that
    /// <paramref name="score"/> likes best. Ties: the earlier cache state, more runs, the newer version, the node's name.
    /// </summary>
    public ImmutableArray<CaseRuns> Best(CacheState[] states, Func<ImmutableArray<CaseRuns>, int> score)
    {
        var allowed = Cases.Where(c => Array.IndexOf(states, c.Cache) >= 0);
        var sets = Ordered
            .Groups(allowed, c => $"{c.Node}/{c.Cache.Word()}/{(IsImported ? c.Version : "")}")
            .Select(g => g.ToImmutableArray())
            .Select(g => new CaseSet(g, score(g), Array.IndexOf(states, g[0].Cache)));
        return Ordered.First(sets, CaseSet.ByPreference)?.Cases ?? [];
    }

    /// <summary>Says what was chosen over what, and which runs are invalid, once the figure is sure to be drawn.</summary>
    public void Say(ImmutableArray<CaseRuns> chosen)
    {
        var nodes = chosen.Select(c => c.Node).Distinct().ToArray();
        var others = Nodes.Except(nodes).ToArray();
        if (nodes.Length == 1 && others.Length > 0)
        {
            var message = $"Shown are the runs of node {nodes[0]}; there are also runs of {string.Join(", ", others)}.";
            _draft.Find("node-chosen", message, []);
        }

        SayMissing(nodes, [.. chosen.Select(c => c.Cache).Distinct()]);
        string[] kept = [.. chosen.Select(c => c.Key)];
        MeasuredRun[] left = [.. _invalid.Where(r => kept.Contains(CaseRuns.KeyOf(r.Record.Identity)))];
        if (left.Length > 0)
        {
            var message =
                $"{left.Length} invalid {(left.Length == 1 ? "run is" : "runs are")} not averaged: "
                + $"{string.Join("; ", left.SelectMany(r => r.Record.InvalidReasons).Distinct().Take(3)).TrimEnd('.')}.";
            _draft.Find("invalid-runs", message, left);
        }
    }

    // The study's figures show a choice of its cases, and say themselves what they lack of it.
    private void SayMissing(string[] nodes, CacheState[] states)
    {
        if (IsImported || _draft.Input.Profile == "paper")
        {
            return;
        }

        foreach (var node in nodes)
        {
            // What another tool has measured is all that there is of it: nobody is asked to complete it.
            if (Cases.Where(c => c.Node == node).All(c => c.Iterations.All(r => r.Record.ImportedFrom is not null)))
            {
                continue;
            }

            string[] missing =
            [
                .. from one in ExpectedOf(_draft.Input, _draft.Recipe.Experiment).Cases
                where one.Nodes.IsEmpty || one.Nodes.Contains(node)
                from state in states
                where one.Caches.Any(c => c.Cache == state)
                where !Cases.Any(c => c.Node == node && c.Case == one.Name && c.Cache == state)
                select $"{one.Name} {state.Word()}",
            ];
            if (missing.Length > 0)
            {
                _draft.Find("missing-case", $"Not there yet on {node}: {RunGroups.Names(missing)}.", []);
            }
        }
    }

    /// <summary>Only the cases that <paramref name="keep"/> wants.</summary>
    public RunSelection Where(Func<CaseRuns, bool> keep) => new(_draft, IsImported, [.. Cases.Where(keep)], _invalid);

    /// <summary>Without runs: the sentence that says so.</summary>
    public FigureOutcome NoRuns()
    {
        var input = _draft.Input;
        var elsewhere = input.Node is null
            ? ""
            : string.Join(
                ", ",
                input
                    .Runs.Where(r =>
                        ExpectedOf(input, _draft.Recipe.Experiment).Has(r.Record.Identity)
                        || (_draft.Recipe.TakesImported && r.Record.Identity.Experiment == Experiments.Imported)
                    )
                    .Select(r => r.Record.Identity.Node)
                    .Distinct()
            );
        var has =
            _invalid.Length > 0
                ? $"{(_invalid.Length == 1 ? "the only one is" : $"all {_invalid.Length} are")} invalid ({_invalid.SelectMany(r => r.Record.InvalidReasons).FirstOrDefault("no reason is given").TrimEnd('.')})"
            : elsewhere.Length > 0 ? $"the node {input.Node} has none (there are runs of {elsewhere})"
            : $"the profile {input.Profile} has none";
        return _draft.Without($"runs of the experiment {_draft.Recipe.Experiment}", has);
    }

    /// <summary>Whether every log says that nothing was compiled or loaded.</summary>
    public static bool CompilationIsOff(CaseRuns runs) =>
        runs.Iterations.All(r => r.Log is { CompileCache: CompileCacheState.Off });

    private static ImmutableArray<MeasuredRun> RunsOf(FigureInput input, string experiment, bool anyNode)
    {
        var expected = ExpectedOf(input, experiment);
        return
        [
            .. input.Runs.Where(r =>
                expected.Has(r.Record.Identity)
                && (anyNode || input.Node is null || r.Record.Identity.Node == input.Node)
            ),
        ];
    }

    private static ExpectedRuns ExpectedOf(FigureInput input, string experiment) =>
        input.Expected is { } expected && expected.Experiment == experiment ? expected : ExpectedRuns.Any(experiment);
}
