using Cake.Common.Diagnostics;
using Cake.Frosting;
using Refigure.Build.Running;
using Refigure.Traces.Metrics;

namespace Refigure.Build.Tasks;

/// <summary>The scaling study's metrics as tables, and a workload card for each workload.</summary>
[TaskName("Metrics")]
[TaskDescription(
    "The scaling study's results_summary.csv, our metrics.csv with units, workload cards: --from DIR (runs, or the study's folders) [--out DIR]"
)]
public sealed class MetricsTask(MetricsDesk desk) : FrostingTask<BuildContext>
{
    /// <inheritdoc />
    public override void Run(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        UserErrors.AsExitCode2(() => Show(context));
    }

    private void Show(BuildContext context)
    {
        var (workloads, remarks) = desk.Read(
            context.Options.From
                ?? throw new UserErrorException(
                    "--target Metrics needs --from DIR, a folder of runs or with the study's folders."
                )
        );
        foreach (var workload in workloads)
        {
            context.Information("{0}:", workload.Experiment);
            foreach (var metric in StudyMetrics.Of(workload).Where(m => m.Value is not null))
            {
                context.Information(
                    "  {0} {1} {2}",
                    metric.Name.PadRight(28),
                    FormattableString.Invariant($"{metric.Value:0.####}").PadLeft(12),
                    metric.Unit
                );
            }
        }

        foreach (var remark in remarks.Distinct(StringComparer.Ordinal))
        {
            context.Warning("{0}", remark);
        }

        if (context.Options.OutNamed)
        {
            var written = desk.WriteMetrics(workloads, context.Options.Out, context);
            context.Information("{0} are in {1}.", string.Join(", ", written), context.Options.Out);
        }
    }
}
