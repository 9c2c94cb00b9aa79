using Cake.Frosting;
using Refigure.Figures;

namespace Refigure.Build.Figures;

/// <summary>Startup time by vLLM version. Experiment: <c>versions</c>.</summary>
[TaskName("Figure-1")]
[TaskDescription("Startup time by vLLM version (versions)")]
public sealed class Figure01 : FigureTask
{
    /// <summary>With the studio that draws it.</summary>
    public Figure01(FigureStudio studio)
        : base(studio) { }

    private protected override FigureRecipe Recipe => StartupStudy.VersionHistory;
}
