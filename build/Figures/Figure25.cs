using Cake.Frosting;

namespace Refigure.Build.Figures;

/// <summary>Throughput by engine. Experiment: <c>engine-comparison</c>.</summary>
[TaskName("Figure-25")]
[TaskDescription("Throughput by engine (engine-comparison)")]
public sealed class Figure25 : FigureTask
{
    /// <summary>With the studio that draws it.</summary>
    public Figure25(FigureStudio studio)
        : base(25, studio) { }
}
