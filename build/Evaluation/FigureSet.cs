using System.Collections.Immutable;
using Refigure.Build.Figures;
using Refigure.Evaluation;
using Refigure.Figures;
using Refigure.Verification;

namespace Refigure.Build.Evaluation;

/// <summary>Draws the figures of one part of an evaluation, and compares them where there is a reference.</summary>
/// <param name="part">The part.</param>
/// <param name="bench">What draws, with the part's options.</param>
/// <param name="folder">The evaluation's folder.</param>
/// <param name="root">The runs that may be shown: a figure of others is none of this part.</param>
internal sealed class FigureSet(string part, EvaluationBench bench, EvaluationFolder folder, string root)
{
    /// <summary>Draws one figure.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="reference">Reads what it is compared with; null for nothing.</param>
    /// <param name="strict">Whether it must be the same to the last digit, and not only as close as Verify asks for.</param>
    /// <returns>Its line; null if there are no runs of it.</returns>
    public EvaluationLine? Draw(int number, Func<ReferenceFigure?>? reference = null, bool strict = false)
    {
        var line = new EvaluationLine(part, $"figure {number}", EvaluationVerdict.Failed, "") { Figure = number };
        try
        {
            return Draw(line, FigureRecipes.Find(number)!, reference?.Invoke(), strict);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Whatever is wrong with one figure, the others are drawn.
            return line with { Why = e is UserErrorException ? e.Message : $"{e.GetType().Name}: {e.Message}" };
        }
    }

    /// <summary>Why a figure cannot be drawn; null if it can.</summary>
    public string? WhyNot(int number)
    {
        var outcome = bench.Studio.Compute(FigureRecipes.Find(number)!, bench.Context);
        return outcome.HasData ? null : outcome.WhyNot;
    }

    private EvaluationLine? Draw(EvaluationLine line, FigureRecipe recipe, ReferenceFigure? reference, bool strict)
    {
        var outcome = bench.Studio.Compute(recipe, bench.Context);
        if (!outcome.HasData || outcome.Data.Runs.Any(r => r.Root != root))
        {
            return null;
        }

        _ = bench.Studio.Draw(recipe, bench.Context);
        var output = bench.Context.Options.Out;
        var drawn = line with
        {
            Verdict = EvaluationVerdict.Passed,
            Why = From(outcome.Data),
            File = folder.NameOf(Path.ChangeExtension(DrawnFigure.CsvOf(output, recipe.Number), "pdf")),
        };
        if (reference is null)
        {
            return drawn;
        }

        var comparison = DrawnFigure.Compare(
            DrawnFigure.CsvOf(output, recipe.Number),
            reference,
            bench.Context.Options.Tolerance
        );
        DrawnFigure.WriteReport(output, comparison);
        return drawn with
        {
            Verdict =
                comparison.Verdict <= (strict ? Verdict.Identical : Verdict.SameTrend)
                    ? EvaluationVerdict.Passed
                    : EvaluationVerdict.Differs,
            Why = $"{comparison.Verdict.Word()}: {comparison.Reason}",
        };
    }

    private static string From(FigureData data)
    {
        var nodes = data.Runs.Select(r => r.Record.Identity.Node).Distinct(StringComparer.Ordinal).ToImmutableArray();
        return $"drawn from {data.Runs.Length} {data.Profile} {(data.Runs.Length == 1 ? "run" : "runs")} of {string.Join(", ", nodes)}";
    }
}
