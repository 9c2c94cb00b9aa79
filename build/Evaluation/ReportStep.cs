using System.Collections.Immutable;
using Refigure.Evaluation;

namespace Refigure.Build.Evaluation;

/// <summary>One report of all that was drawn.</summary>
/// <param name="report">Makes it.</param>
/// <param name="context">The call.</param>
/// <param name="folder">The evaluation's folder.</param>
/// <param name="sets">What was drawn until now.</param>
internal sealed class ReportStep(
    IEvaluationReport report,
    BuildContext context,
    EvaluationFolder folder,
    Func<ImmutableArray<EvaluationSet>> sets
) : IEvaluationStep
{
    public string Name => EvaluationParts.Report;

    public string Title => "The report of all of it";

    // It shows what the other steps did just now.
    public bool IsRemembered => false;

    public ImmutableSortedDictionary<string, string> Inputs() => InputDigest.Of();

    public StepPrice Price(ISet<string> counted) =>
        report.WhyNot is { } why
            ? new StepPrice(TimeSpan.Zero, 0, why)
            : new StepPrice(TimeSpan.FromSeconds(5), 5_000_000);

    public async Task<ImmutableArray<EvaluationLine>> RunAsync(CancellationToken cancellation)
    {
        var line = new EvaluationLine(EvaluationParts.Report, "report", EvaluationVerdict.CouldNotRun, "");
        if (report.WhyNot is { } why)
        {
            return [line with { Why = why }];
        }

        var drawn = sets();
        if (drawn.IsEmpty)
        {
            return [line with { Why = "there is no figure to show" }];
        }

        var file = await report.MakeAsync(context, folder.Root, drawn, cancellation);
        return
        [
            line with
            {
                Verdict = EvaluationVerdict.Passed,
                Why = folder.NameOf(file),
                File = folder.NameOf(file),
            },
        ];
    }
}
