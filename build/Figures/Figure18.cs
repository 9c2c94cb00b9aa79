using Cake.Frosting;

namespace Refigure.Build.Figures;

/// <summary>Sorted TTFT by number of GPUs. Experiment: <c>tp-serving</c>.</summary>
[TaskName("Figure-18")]
[TaskDescription("Sorted TTFT by number of GPUs (tp-serving)")]
public sealed class Figure18 : FigureTask
{
    /// <summary>With the studio that draws it.</summary>
    public Figure18(FigureStudio studio)
        : base(18, studio) { }
}
