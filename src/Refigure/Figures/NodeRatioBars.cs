using System.Collections.Immutable;
using Refigure.Results;

namespace Refigure.Figures;

/// <summary>
/// Figures 10 and 11: two nodes against each other, warm starts only. The study's nodes if both have runs; else the chosen
/// node, or the first by name, is the baseline, and the other is the one that shares the most models with it.
/// </summary>
public sealed record NodeRatioBars : RatioBars
{
    /// <summary>The node that the study divides by.</summary>
    public required string StudyBaseline { get; init; }

    /// <summary>The node that the study compares with it.</summary>
    public required string StudyOther { get; init; }

    /// <summary>What a reader must know of these two, and of no others; null for nothing.</summary>
    public string? StudyNote { get; init; }

    /// <summary>The fact of a node that the figure is about, <c>gpu</c> or <c>cpu</c>; others should not differ.</summary>
    public required string Compared { get; init; }

    private protected override RatioSides Sides(FigureDraft draft)
    {
        var selection = RunSelection.Of(draft, anyNode: true);
        if (selection.IsEmpty)
        {
            return RatioSides.Without(selection.NoRuns());
        }

        var warm = selection.Cases.Where(c => c.Cache == CacheState.Warm).ToArray();
        string[] names = [.. warm.Select(c => c.Node).Distinct()];
        var baseline = Baseline(names, draft.Input.Node);
        ImmutableArray<CasePair> best = [];
        foreach (var name in names.Where(n => n != baseline))
        {
            var pairs = CasePair.Join(warm.Where(c => c.Node == baseline), warm.Where(c => c.Node == name));
            var isStudy = name == StudyOther && baseline == StudyBaseline;
            if (pairs.Length > best.Length || (isStudy && !pairs.IsEmpty))
            {
                best = pairs;
            }

            if (isStudy && !pairs.IsEmpty)
            {
                break;
            }
        }

        if (best.IsEmpty)
        {
            var has =
                names.Length < 2 ? $"there are only those of {string.Join("", names)}" : "no model was run on two";
            return RatioSides.Without(draft.Without("warm starts of the same models on two nodes", has));
        }

        selection.Say([.. best.Select(p => p.Baseline), .. best.Select(p => p.Other)]);
        var other = best[0].Other.Node;
        if (StudyNote is { } note && baseline == StudyBaseline && other == StudyOther)
        {
            draft.Find("labels", note, []);
        }

        SayLeftOut(draft, warm.Where(c => c.Node == baseline || c.Node == other), best);
        // The study's two are known from its text.
        var axis =
            draft.Input.Profile == "paper"
                ? $"Normalized to node {baseline} values"
                : $"Node {other}, normalized to node {baseline}";
        return new RatioSides(best, baseline, other, axis);
    }

    private string Baseline(string[] names, string? chosen) =>
        names.Contains(StudyBaseline) && names.Contains(StudyOther) ? StudyBaseline
        : chosen is not null && names.Contains(chosen) ? chosen
        : names.FirstOrDefault("");

    private static void SayLeftOut(FigureDraft draft, IEnumerable<CaseRuns> cases, IReadOnlyCollection<CasePair> pairs)
    {
        var left = cases.Where(c => !pairs.Any(p => p.Model == c.Model)).ToArray();
        if (left.Length > 0)
        {
            var models = string.Join(", ", left.Select(c => draft.Input.Models.LabelOf(c.Model)).Distinct());
            draft.Find("unpaired", $"Left out, run on one side only: {models}.", left.SelectMany(c => c.Iterations));
        }
    }
}
