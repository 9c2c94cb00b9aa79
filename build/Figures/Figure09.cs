using Cake.Frosting;

namespace Refigure.Build.Figures;

/// <summary>CUDA-graph capturing by number of batch sizes. Experiment: <c>graph-sizes</c>.</summary>
[TaskName("Figure-9")]
[TaskDescription("CUDA-graph capturing by number of batch sizes (graph-sizes)")]
public sealed class Figure09 : FigureTask
{
    /// <summary>With the studio that draws it.</summary>
    public Figure09(FigureStudio studio)
        : base(9, studio) { }
}
