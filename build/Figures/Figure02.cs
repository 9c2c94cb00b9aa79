using Cake.Frosting;

namespace Refigure.Build.Figures;

/// <summary>Where the startup time goes, phase by phase. Experiment: <c>startup-breakdown</c>.</summary>
[TaskName("Figure-2")]
[TaskDescription("Where the startup time goes, phase by phase (startup-breakdown)")]
public sealed class Figure02 : FigureTask
{
    /// <summary>With the studio that draws it.</summary>
    public Figure02(FigureStudio studio)
        : base(2, studio) { }
}
