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

    private protected override RatioSides Sides(FigureDraft draft)
    {
        var selection = RunSelection.Of(draft, anyNode: true);
        if (selection.IsEmpty)
        {
            return RatioSides.Without(selection.NoRuns());
        }

        var nodes = selection.Cases.Where(c => c.Cache == CacheState.Warm).ToLookup(c => c.Node);
        var names = nodes.Select(n => n.Key).ToArray();
        var baseline =
            names.Contains(StudyBaseline) && names.Contains(StudyOther) ? StudyBaseline
            : draft.Input.Node is { } node && names.Contains(node) ? node
            : names.FirstOrDefault("");
        var best = names
            .Where(n => n != baseline)
            .OrderByDescending(n => n == StudyOther && baseline == StudyBaseline)
            .Select(n => (Name: n, Pairs: CasePair.Join(nodes[baseline], nodes[n])))
            .OrderByDescending(p => p.Pairs.Length)
            .FirstOrDefault();
        if (best.Name is null || best.Pairs.IsEmpty)
        {
            var has =
                names.Length < 2 ? $"there are only those of {string.Join("", names)}" : "no model was run on two";
            return RatioSides.Without(draft.Without("warm starts of the same models on two nodes", has));
        }

        selection.Say([.. best.Pairs.Select(p => p.Baseline), .. best.Pairs.Select(p => p.Other)]);
        SayLeftOut(draft, nodes[baseline].Concat(nodes[best.Name]), best.Pairs);
        return new RatioSides(best.Pairs, baseline, best.Name, $"Normalized to node {baseline} values");
    }

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
