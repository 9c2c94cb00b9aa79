using Cake.Common.Diagnostics;
using Cake.Frosting;
using Refigure.Build.Figures;
using Refigure.Figures;

namespace Refigure.Build.Tasks;

/// <summary>What <c>./build.sh</c> alone does: figure 2 on this machine, with its phases as a table.</summary>
[TaskName("Default")]
[TaskDescription("Figure 2 on this machine, end to end")]
[IsDependentOn(typeof(Figure02))]
public sealed class DefaultTask : FrostingTask<BuildContext>
{
    private const int Number = 2;
    private readonly FigureStudio _studio;

    /// <summary>With the studio that drew the figure.</summary>
    public DefaultTask(FigureStudio studio)
    {
        _studio = studio;
    }

    /// <inheritdoc />
    public override void Run(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        UserErrors.AsExitCode2(() =>
        {
            if (_studio.Compute(FigureRecipes.Find(Number)!, context) is { HasData: true } outcome)
            {
                foreach (var line in PhaseTable.Of(outcome.Data))
                {
                    context.Information("{0}", line);
                }
            }

            context.Information("{0}", FigureFolder.Shown(context.Options.Out, Number));
        });
    }
}
