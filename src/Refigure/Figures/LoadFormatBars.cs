using System.Collections.Immutable;
using Refigure.Results;

namespace Refigure.Figures;

/// <summary>
/// Figure 14: model loading by load format, a group of bars for each model. x is the bar's position: groups at 0, 1, 2…,
/// bars around them.
/// </summary>
public sealed record LoadFormatBars : FigureRecipe
{
    private const double BarWidth = 0.25;

    /// <summary>What is drawn: the time that the engine prints for loading the model.</summary>
    public required string Metric { get; init; }

    /// <summary>The formats, left to right.</summary>
    public required ImmutableArray<LoadFormat> Formats { get; init; }

    /// <summary>The study's groups, left to right. Other profiles draw every model that has two formats.</summary>
    public required ImmutableArray<string> StudyModels { get; init; }

    /// <summary>The cache states that may be shown, the preferred one first.</summary>
    internal CacheState[] Caches { get; init; } = [CacheState.Warm];

    /// <inheritdoc/>
    public override FigureOutcome Compute(FigureInput input)
    {
        var draft = new FigureDraft(this, input);
        var selection = RunSelection.Of(draft);
        if (selection.IsEmpty)
        {
            return selection.NoRuns();
        }

        var best = selection.Best(Caches, cases => Models(cases, input).Length);
        var models = Models(best, input);
        if (models.IsEmpty)
        {
            return draft.Without("warm starts of a model with two load formats", "no model has them");
        }

        selection.Say(best);
        for (var group = 0; group < models.Length; group++)
        {
            for (var i = 0; i < Formats.Length; i++)
            {
                var x = group + ((i - ((Formats.Length - 1) / 2.0)) * BarWidth);
                AddBar(draft, best, models[group], Formats[i], FigureNumberText.Exact(x));
            }
        }

        return draft.Finish();
    }

    private void AddBar(FigureDraft draft, ImmutableArray<CaseRuns> cases, string model, LoadFormat format, string x)
    {
        var label = draft.Input.Models.LabelOf(model);
        var found = Ordered.First(
            cases.Where(c => c.Model == model && FormatOf(c) == format.Argument),
            CaseRuns.ByPreference
        );
        if (found is null)
        {
            draft.Find("missing-case", $"No bar for {label} with {format.Label}: there are no runs of it.", []);
            return;
        }

        draft.Add(draft.Mean(Panels.Main, format.Label, label, x, found, Metric));
    }

    private ImmutableArray<string> Models(ImmutableArray<CaseRuns> cases, FigureInput input)
    {
        var usable = cases.Where(c => c.Has(Metric) && Formats.Any(f => f.Argument == FormatOf(c)));
        var found = Ordered
            .Groups(usable, c => c.Model)
            .Where(g => Ordered.Count(g, c => FormatOf(c) ?? "") > 1)
            .Select(g => g[0].Model)
            .ToArray();
        return input.Profile == "paper"
            ? [.. StudyModels.Where(found.Contains)]
            :
            [
                .. Ordered.By(
                    found,
                    (a, b) => Size(b, input).CompareTo(Size(a, input)).Then(string.CompareOrdinal(a, b))
                ),
            ];
    }

    private static double Size(string model, FigureInput input) => input.Models.Find(model)?.SizeBillions ?? 0;

    private static string? FormatOf(CaseRuns runs) =>
        runs.Arguments.GetValueOrDefault("load-format") ?? runs.Arguments.GetValueOrDefault("load_format");
}
