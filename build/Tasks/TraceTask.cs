using Cake.Common.Diagnostics;
using Cake.Frosting;
using Refigure.Build.Running;

namespace Refigure.Build.Tasks;

/// <summary>Where the GPUs' time went, from traces of PyTorch's profiler or tables of Nsight Systems.</summary>
[TaskName("Trace")]
[TaskDescription(
    "Kernels, overlap and all-reduces from GPU traces: --from FILE|DIR (Kineto .json[.gz], one a rank; nsys reports, SQLite, CSV) [--out DIR]"
)]
public sealed class TraceTask(TraceDesk desk) : FrostingTask<BuildContext>
{
    /// <inheritdoc />
    public override void Run(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        UserErrors.AsExitCode2(() => Show(context));
    }

    private void Show(BuildContext context)
    {
        var (set, analysis) = desk.Read(
            context.Options.From
                ?? throw new UserErrorException(
                    "--target Trace needs --from PATH, a trace or the folder with one for each rank."
                )
        );
        foreach (var line in TraceText.Of(set, analysis))
        {
            context.Information("{0}", line);
        }

        foreach (var remark in set.Remarks.Concat(analysis.Remarks))
        {
            context.Warning("{0}", remark);
        }

        if (context.Options.OutNamed)
        {
            var files = desk.Write(set, analysis, context.Options.Out);
            context.Information(
                "{0} are in {1}.",
                string.Join(", ", files),
                Path.GetRelativePath(Directory.GetCurrentDirectory(), context.Options.Out)
            );
        }
    }
}
