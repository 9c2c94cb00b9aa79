using Cake.Frosting;

namespace Refigure.Build.Figures;

/// <summary>Top GPU kernels, and all GPUs around one all-reduce. Experiment: <c>tp-profile</c>.</summary>
[TaskName("Figure-20")]
[TaskDescription("Top GPU kernels, and all GPUs around one all-reduce (tp-profile)")]
public sealed class Figure20 : FigureTask
{
    /// <summary>With the studio that draws it.</summary>
    public Figure20(FigureStudio studio)
        : base(20, studio) { }
}
