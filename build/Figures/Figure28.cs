using Cake.Frosting;

namespace Refigure.Build.Figures;

/// <summary>KV-cache usage over time. Experiment: <c>memory-over-time</c>.</summary>
[TaskName("Figure-28")]
[TaskDescription("KV-cache usage over time (memory-over-time)")]
public sealed class Figure28 : FigureTask
{
    /// <summary>With the studio that draws it.</summary>
    public Figure28(FigureStudio studio)
        : base(28, studio) { }
}
