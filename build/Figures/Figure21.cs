using Cake.Frosting;

namespace Refigure.Build.Figures;

/// <summary>Throughput, iterations, speed-up and communication by number of GPUs. Experiment: <c>tp-scaling</c>.</summary>
[TaskName("Figure-21")]
[TaskDescription("Throughput, iterations, speed-up and communication by number of GPUs (tp-scaling)")]
public sealed class Figure21 : FigureTask
{
    /// <summary>With the studio that draws it.</summary>
    public Figure21(FigureStudio studio)
        : base(21, studio) { }
}
