using System.Collections.Immutable;
using Refigure.Catalog;
using Refigure.Results;

namespace Refigure.Figures;

/// <summary>
/// Figures 3–8 and 15: a phase by model, sorted by an attribute of the model. Bars are the mean of the iterations with the
/// standard error; the inset sets the means against the attribute, with a fitted line and Pearson's coefficient.
/// </summary>
public sealed record AttributeBars : FigureRecipe
{
    /// <summary>The phase.</summary>
    public required string Metric { get; init; }

    /// <summary>The attribute on the x axis.</summary>
    public required ModelAttribute Attribute { get; init; }

    /// <summary>The title of the inset's x axis.</summary>
    public required string AttributeAxis { get; init; }

    /// <summary>The title of the inset's y axis.</summary>
    public required string InsetValueAxis { get; init; }

    /// <summary>The models that the study draws. Other profiles draw every model.</summary>
    public required ImmutableArray<string> StudyModels { get; init; }

    /// <summary>If not empty: only these models, in every profile.</summary>
    public ImmutableArray<string> OnlyModels { get; init; } = [];

    /// <summary>Drawn, but left out of the fit and of the coefficient.</summary>
    public ImmutableArray<string> NotFitted { get; init; } = [];

    /// <summary>The cache states that may be shown, the preferred one first.</summary>
    internal CacheState[] Caches { get; init; } = [CacheState.Warm];

    /// <summary>Whether logs that were imported without an experiment must be of starts without compilation.</summary>
    public bool WithoutCompilation { get; init; }

    /// <inheritdoc/>
    public override FigureOutcome Compute(FigureInput input)
    {
        var draft = new FigureDraft(this, input);
        var selection = RunSelection.Of(draft);
        if (selection.IsEmpty)
        {
            return selection.NoRuns();
        }

        if (!OnlyModels.IsEmpty)
        {
            selection = selection.Where(c => OnlyModels.Contains(c.Model));
        }

        if (selection.IsImported && WithoutCompilation)
        {
            selection = selection.Where(RunSelection.CompilationIsOff);
            if (selection.IsEmpty)
            {
                return draft.Without("starts without compilation", "every imported log compiled or loaded a graph");
            }
        }

        var isStudy = string.Equals(input.Profile, "paper", StringComparison.Ordinal);
        var best = selection.Best(
            Caches,
            cases =>
                Ordered.Count(
                    cases.Where(c => (!isStudy || StudyModels.Contains(c.Model)) && c.Has(Metric)),
                    c => c.Model
                )
        );
        if (isStudy)
        {
            best = [.. best.Where(c => StudyModels.Contains(c.Model))];
        }

        // The point of these figures is how a phase grows with an attribute; two models cannot show that.
        var least = isStudy ? 1 : 3;
        var models = Ordered.Count(best.Where(c => c.Has(Metric)), c => c.Model);
        if (models < least)
        {
            var needs = isStudy
                ? $"runs with {Metric}"
                : $"{Metric} of at least three models in one cache state on one node";
            return draft.Without(
                needs,
                models == 0 ? "no run has it" : $"there {(models == 1 ? "is" : "are")} only {models}"
            );
        }

        var cases = CaseRuns.OneOfEachModel(best, draft);
        selection.Say(cases);
        if (isStudy)
        {
            SayAbsent(draft, cases);
        }

        var metric = MetricChoice.For(Metric, cases, draft);
        AttributeBarMarks.Add(draft, [.. cases.Select(c => Bar(c, draft))], metric, Attribute.Unit);
        SayNotFitted(draft, cases);
        return draft.Finish();
    }

    private AttributeBar Bar(CaseRuns runs, FigureDraft draft)
    {
        var models = draft.Input.Models;
        var x =
            (models.Find(runs.Model) is { } model ? Attribute.Of(model) : null)
            ?? MeasuredAttribute.Of(Attribute, runs, draft.Input.Runs);
        var label = models.LabelOf(runs.Model);
        if (x is null)
        {
            var message =
                $"{label}: {models.File} has no {Attribute.Key} of {runs.Model}, so its bar stands last and is not fitted.";
            draft.Find("unknown-attribute", message, []);
        }

        var isFitted = x is not null && !NotFitted.Contains(runs.Model);
        return new AttributeBar(label, x, ModelNameSize.Billions(runs.Model), isFitted, runs);
    }

    private void SayAbsent(FigureDraft draft, ImmutableArray<CaseRuns> cases)
    {
        string[] absent =
        [
            .. StudyModels
                .Where(m => !cases.Any(c => string.Equals(c.Model, m, StringComparison.Ordinal)))
                .Select(draft.Input.Models.LabelOf),
        ];
        if (absent.Length > 0)
        {
            var message = $"No bar for {string.Join(", ", absent)}: the experiment {Experiment} has no runs of it.";
            draft.Find("missing-case", message, []);
        }
    }

    private void SayNotFitted(FigureDraft draft, ImmutableArray<CaseRuns> cases)
    {
        string[] leftOut =
        [
            .. NotFitted
                .Where(m => cases.Any(c => string.Equals(c.Model, m, StringComparison.Ordinal)))
                .Select(draft.Input.Models.LabelOf),
        ];
        if (leftOut.Length > 0)
        {
            var message = $"{string.Join(", ", leftOut)}: drawn, but left out of the fitted line and of the PCC.";
            draft.Find("not-fitted", message, []);
        }
    }
}
