using Cake.Frosting;

namespace Refigure.Build.Figures;

/// <summary>TTFT by engine. Experiment: <c>engine-comparison</c>.</summary>
[TaskName("Figure-26")]
[TaskDescription("TTFT by engine (engine-comparison)")]
public sealed class Figure26 : FigureTask
{
    /// <summary>With the studio that draws it.</summary>
    public Figure26(FigureStudio studio)
        : base(26, studio) { }
}
