using System.Collections.Immutable;
using Refigure.Build.Figures;
using Refigure.Build.Reports;
using Refigure.Results;

namespace Refigure.Build.Evaluation;

/// <summary>The report of all runs that an evaluation has to do with: the recorded, the study's, and those of this machine.</summary>
public sealed class EvaluationReport : IEvaluationReport
{
    private readonly EvaluationBenches _benches;
    private readonly RunStore _store;

    /// <summary>With what makes benches, and reads runs.</summary>
    public EvaluationReport(EvaluationBenches benches, RunStore store)
    {
        _benches = benches;
        _store = store;
    }

    /// <inheritdoc />
    public string? WhyNot => null;

    /// <inheritdoc />
    public Task<string> MakeAsync(
        BuildContext context,
        string folder,
        ImmutableArray<EvaluationSet> sets,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(context);
        var study = sets.FirstOrDefault(s => s.Part == EvaluationParts.Study);
        var bench = _benches.Of(
            context,
            context.Options.OfPart() with
            {
                Out = folder,
                Profile = null,
                Node = null,
                NoRun = true,
                Against = study?.Reference,
                AgainstProfile = study?.Profile,
            }
        );
        bench.Library.MoreRoots =
        [
            .. sets.Select(s => s.Runs)
                .Distinct(StringComparer.Ordinal)
                .Where(root => root != context.Options.Runs && root != RunLibrary.Recorded(context)),
        ];
        var figures = new ReportFigures(bench.Studio, bench.Library, bench.Workshop);
        return Task.FromResult(new ReportDesk(bench.Library, _store, figures).Write(bench.Context));
    }
}
