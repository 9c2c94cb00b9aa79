using Cake.Frosting;

namespace Refigure.Build.Figures;

/// <summary>GPU memory over time. Experiment: <c>memory-over-time</c>.</summary>
[TaskName("Figure-29")]
[TaskDescription("GPU memory over time (memory-over-time)")]
public sealed class Figure29 : FigureTask
{
    /// <summary>With the studio that draws it.</summary>
    public Figure29(FigureStudio studio)
        : base(29, studio) { }
}
