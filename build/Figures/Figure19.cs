using Cake.Frosting;

namespace Refigure.Build.Figures;

/// <summary>Sorted TPOT by number of GPUs. Experiment: <c>tp-serving</c>.</summary>
[TaskName("Figure-19")]
[TaskDescription("Sorted TPOT by number of GPUs (tp-serving)")]
public sealed class Figure19 : FigureTask
{
    /// <summary>With the studio that draws it.</summary>
    public Figure19(FigureStudio studio)
        : base(19, studio) { }
}
