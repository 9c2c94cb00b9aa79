using Cake.Frosting;

namespace Refigure.Build.Figures;

/// <summary>Startup time by vLLM version. Experiment: <c>versions</c>.</summary>
[TaskName("Figure-1")]
[TaskDescription("Startup time by vLLM version (versions)")]
public sealed class Figure01 : FigureTask
{
    /// <summary>With the studio that draws it.</summary>
    public Figure01(FigureStudio studio)
        : base(1, studio) { }
}
