using System.Collections.Immutable;
using Refigure.Build.Figures;
using Refigure.Evaluation;

namespace Refigure.Build.Evaluation;

/// <summary>What was drawn, part by part.</summary>
internal static class EvaluationSets
{
    /// <summary>Of the lines of the steps that are done.</summary>
    public static ImmutableArray<EvaluationSet> Of(
        BuildContext context,
        EvaluationFolder folder,
        ImmutableArray<IEvaluationStep> steps,
        IEnumerable<StepRecord> done
    )
    {
        var study = steps.OfType<StudyStep>().FirstOrDefault();
        return
        [
            .. done.SelectMany(r => r.Lines)
                .Where(l => l is { File: not null, Figure: not null })
                .GroupBy(l => l.Part, StringComparer.Ordinal)
                .Select(part => new EvaluationSet(
                    part.Key,
                    part.Key switch
                    {
                        EvaluationParts.Recorded => EvaluationParts.Lab,
                        EvaluationParts.Study => study?.Profile ?? "paper",
                        _ => part.Key,
                    },
                    part.Key switch
                    {
                        EvaluationParts.Recorded => RunLibrary.Recorded(context),
                        EvaluationParts.Study => study?.Runs ?? folder.RunsOf(part.Key),
                        _ => context.Options.Runs,
                    },
                    folder.FiguresOf(part.Key),
                    [.. part.Select(l => l.Figure!.Value).Order()]
                )
                {
                    Reference = part.Key switch
                    {
                        EvaluationParts.Recorded => Path.Combine(RunLibrary.Recorded(context), "expected"),
                        EvaluationParts.Study => study?.Reference,
                        _ => null,
                    },
                }),
        ];
    }
}
