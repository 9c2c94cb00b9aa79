using System.Collections.Immutable;
using Refigure.Quality;
using Refigure.Results;

namespace Refigure.Figures;

/// <summary>A figure in the making: marks and findings in the order in which they were added.</summary>
internal sealed class FigureDraft(FigureRecipe recipe, FigureInput input)
{
    private readonly ImmutableArray<FigureMark>.Builder _marks = ImmutableArray.CreateBuilder<FigureMark>();
    private readonly List<Finding> _findings = [];

    public FigureRecipe Recipe { get; } = recipe;

    public FigureInput Input { get; } = input;

    public void Add(FigureMark mark) => _marks.Add(mark);

    public void AddRange(IEnumerable<FigureMark> marks) => _marks.AddRange(marks);

    public void Find(string kind, string message, IEnumerable<MeasuredRun> runs) =>
        _findings.Add(new Finding(kind, message, [.. runs.Select(r => r.Record.Identity.RelativeFolder).Distinct()]));

    /// <summary>The mean of a case's iterations as a mark; says so where iterations have no value.</summary>
    public FigureMark Mean(string panel, string series, string label, string x, CaseRuns runs, string metric)
    {
        var sample = Sample.Of(runs.Iterations, metric);
        Missing(label, metric, runs.Iterations, sample.Values.Length);
        var summary = sample.Summary;
        return new FigureMark(
            panel,
            series,
            label,
            x,
            summary?.Mean,
            summary?.StandardError,
            sample.Values.Length,
            Recipe.Unit
        )
        {
            Sources = sample.Sources,
        };
    }

    public void Missing(string label, string metric, ImmutableArray<MeasuredRun> runs, int found)
    {
        if (found < runs.Length)
        {
            var message =
                found == 0
                    ? $"{label}: no iteration has a value of {metric}, so the figure has none."
                    : $"{label}: {metric} is missing in {runs.Length - found} of {runs.Length} iterations; the others are averaged.";
            Find(found == 0 ? "missing" : "partly-missing", message, runs.Where(r => r.Value(metric) is null));
        }
    }

    public FigureOutcome Finish()
    {
        // First: the footnotes under a figure are few.
        _findings.InsertRange(0, Recipe.Notes.Select(note => new Finding("labels", note, [])));
        var runs = ImmutableArray.CreateBuilder<MeasuredRun>();
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        foreach (var mark in _marks)
        {
            foreach (var source in mark.Sources)
            {
                if (seen.Add(source.Run))
                {
                    runs.Add(source.Run);
                }
            }
        }

        var data = new FigureData(Recipe.Number, Input.Profile, _marks.ToImmutable(), runs.ToImmutable(), Findings: []);
        return FigureOutcome.Of(data.With(_findings));
    }

    public FigureOutcome Without(string needs, string has)
    {
        var isKnown = Input.Expected is { Cases.IsEmpty: false };
        var run =
            Input.Profile == "lab" && isKnown
                ? $"make the runs where there is a GPU with --figure {Recipe.Number} --profile lab, or "
                : "";
        var how =
            !Recipe.TakesImported && Input.Profile == "smoke" && isKnown
                ? $"make the runs with --figure {Recipe.Number} --profile smoke."
                : $"{run}take over results that have them with --target Import --from DIR.";
        return FigureOutcome.Without($"Figure {Recipe.Number} needs {needs}, and {has}: {how}");
    }
}
