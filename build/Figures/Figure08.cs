using Cake.Frosting;

namespace Refigure.Build.Figures;

/// <summary>CUDA-graph capturing by model size. Experiment: <c>model-sweep</c>.</summary>
[TaskName("Figure-8")]
[TaskDescription("CUDA-graph capturing by model size (model-sweep)")]
public sealed class Figure08 : FigureTask
{
    /// <summary>With the studio that draws it.</summary>
    public Figure08(FigureStudio studio)
        : base(8, studio) { }
}
