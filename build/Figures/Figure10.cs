using Cake.Frosting;

namespace Refigure.Build.Figures;

/// <summary>Phases on another GPU, as ratios. Experiment: <c>gpu-comparison</c>.</summary>
[TaskName("Figure-10")]
[TaskDescription("Phases on another GPU, as ratios (gpu-comparison)")]
public sealed class Figure10 : FigureTask
{
    /// <summary>With the studio that draws it.</summary>
    public Figure10(FigureStudio studio)
        : base(10, studio) { }
}
