using Cake.Frosting;

namespace Refigure.Build.Figures;

/// <summary>Phases on another CPU, as ratios. Experiment: <c>cpu-comparison</c>.</summary>
[TaskName("Figure-11")]
[TaskDescription("Phases on another CPU, as ratios (cpu-comparison)")]
public sealed class Figure11 : FigureTask
{
    /// <summary>With the studio that draws it.</summary>
    public Figure11(FigureStudio studio)
        : base(11, studio) { }
}
