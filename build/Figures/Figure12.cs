using Cake.Frosting;

namespace Refigure.Build.Figures;

/// <summary>CPU usage of each core while an engine starts. Experiment: <c>cpu-usage</c>.</summary>
[TaskName("Figure-12")]
[TaskDescription("CPU usage of each core while an engine starts (cpu-usage)")]
public sealed class Figure12 : FigureTask
{
    /// <summary>With the studio that draws it.</summary>
    public Figure12(FigureStudio studio)
        : base(12, studio) { }
}
