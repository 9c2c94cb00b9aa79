using Cake.Frosting;
using Refigure.Build.Reports;

namespace Refigure.Build.Tasks;

/// <summary>Makes the report.</summary>
[TaskName("Report")]
[TaskDescription(
    "One HTML page of figures, runs and where each number comes from: [--figure …] [--profile P] [--against RUNS|REFERENCE]"
)]
public sealed class ReportTask : FrostingTask<BuildContext>
{
    private readonly ReportDesk _desk;

    /// <summary>With what makes it.</summary>
    public ReportTask(ReportDesk desk)
    {
        _desk = desk;
    }

    /// <inheritdoc />
    public override void Run(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        UserErrors.AsExitCode2(() => _desk.Write(context));
    }
}
