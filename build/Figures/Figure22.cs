using Cake.Frosting;

namespace Refigure.Build.Figures;

/// <summary>Throughput by concurrency. Experiment: <c>concurrency</c>.</summary>
[TaskName("Figure-22")]
[TaskDescription("Throughput by concurrency (concurrency)")]
public sealed class Figure22 : FigureTask
{
    /// <summary>With the studio that draws it.</summary>
    public Figure22(FigureStudio studio)
        : base(22, studio) { }
}
