using Cake.Frosting;

namespace Refigure.Build.Figures;

/// <summary>TTFT by concurrency. Experiment: <c>concurrency</c>.</summary>
[TaskName("Figure-23")]
[TaskDescription("TTFT by concurrency (concurrency)")]
public sealed class Figure23 : FigureTask
{
    /// <summary>With the studio that draws it.</summary>
    public Figure23(FigureStudio studio)
        : base(23, studio) { }
}
