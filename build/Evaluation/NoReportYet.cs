using System.Collections.Immutable;

namespace Refigure.Build.Evaluation;

/// <summary>Stands where the report will be.</summary>
internal sealed class NoReportYet : IEvaluationReport
{
    public string? WhyNot => "this version makes no report yet";

    public Task<string> MakeAsync(
        BuildContext context,
        string folder,
        ImmutableArray<EvaluationSet> sets,
        CancellationToken cancellation
    ) => throw new UserErrorException($"There is no report: {WhyNot}.");
}
