using Cake.Frosting;

namespace Refigure.Build.Figures;

/// <summary>ITL and E2E latency by concurrency. Experiment: <c>concurrency</c>.</summary>
[TaskName("Figure-24")]
[TaskDescription("ITL and E2E latency by concurrency (concurrency)")]
public sealed class Figure24 : FigureTask
{
    /// <summary>With the studio that draws it.</summary>
    public Figure24(FigureStudio studio)
        : base(24, studio) { }
}
